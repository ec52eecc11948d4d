/**
 * The world format: reads a world from JSON, writes a plan as JSON, and is a command of its own. Needs no server and no
 * database.
 *
 * <p>A world that is not well formed is refused in one line that names the place, the value and the rule. The input is read
 * as a stream and its parts are limited, so nonsense of any size is refused quickly and in little memory.
 */
package io.headroom.world;
