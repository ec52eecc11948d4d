package io.headroom.lease;

import java.time.Instant;

/**
 * Which leases to look up by time.
 *
 * @param during the time that their stay has to overlap
 * @param now before which nothing can start that waits
 * @param team and {@code flavor} what it is narrowed to, or null for all
 */
public record StayFilter(Stay during, Instant now, String team, String flavor, int limit) {}
