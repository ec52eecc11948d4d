/** What every feature needs and no feature owns: the clock, the database access, problem answers, page helpers. */
package io.headroom.platform;
