package io.headroom.lease;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Which leases to list; null means any.
 *
 * @param teams those the caller may see
 * @param since only those that were open at or after this instant
 * @param after the id of the last one already seen
 */
public record LeaseFilter(List<String> teams, Phase phase, Instant since, UUID after, int limit) {}
