package io.headroom.team;

import io.headroom.allocator.Policy;

/**
 * Whose rules decide, as an admin set it.
 *
 * @param historyDays how far back the history of use looks
 */
public record PolicySettings(Policy policy, int historyDays) {
    /** As installed. */
    public static final PolicySettings DEFAULT = new PolicySettings(Policy.DEFAULT, 7);
}
