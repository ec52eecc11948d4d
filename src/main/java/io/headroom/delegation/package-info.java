/** Who decides in whose place, from when to when. */
package io.headroom.delegation;
