package io.headroom.allocator;

import java.util.Map;

/**
 * A leaf of the quota tree: the one that holds leases.
 *
 * @param cohort the cohort it belongs to, or null directly under the root
 * @param weight its share of the surplus among its siblings
 * @param quotas what it owns, by flavor
 * @param rules how its own leases are protected
 */
public record Team(String name, String cohort, double weight, Map<String, Quota> quotas, TeamRules rules) {
    public Team {
        quotas = Map.copyOf(quotas);
    }

    /** What the team owns of a flavor; nothing if it was given no quota for it. */
    public Quota quota(String flavor) {
        return quotas.getOrDefault(flavor, Quota.NONE);
    }
}
