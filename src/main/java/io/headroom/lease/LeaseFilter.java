package io.headroom.lease;

import java.time.Instant;
import java.util.UUID;

/**
 * Which leases to list; null means any.
 *
 * @param since only those that were open at or after this instant
 * @param after the id of the last one already seen
 */
public record LeaseFilter(String team, Phase phase, Instant since, UUID after, int limit) {}
