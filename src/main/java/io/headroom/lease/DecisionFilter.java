package io.headroom.lease;

import java.util.UUID;

/**
 * Which decisions to list; null means any.
 *
 * @param waits whether to include those that left a request waiting
 * @param after the id of the last one already seen
 */
public record DecisionFilter(String team, UUID lease, boolean waits, UUID after, int limit) {}
