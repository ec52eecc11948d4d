package io.headroom.allocator;

import java.util.Map;

/**
 * A leaf of the quota tree: the one that holds leases.
 *
 * @param cohort the cohort it belongs to, or null directly under the root
 * @param quotas what it owns, by flavor
 * @param rules how it takes, and how its own leases are protected
 */
public record Team(String name, String cohort, Standing standing, Map<String, Quota> quotas, TeamRules rules) {
    public Team {
        quotas = Map.copyOf(quotas);
    }

    /** What the team owns of a flavor; nothing if it was given no quota for it. */
    public Quota quota(String flavor) {
        return quotas.getOrDefault(flavor, Quota.NONE);
    }

    public Team owning(Map<String, Quota> others) {
        return new Team(name, cohort, standing, others, rules);
    }

    public Team ruledBy(TeamRules others) {
        return new Team(name, cohort, standing, quotas, others);
    }

    public Team standing(Standing other) {
        return new Team(name, cohort, other, quotas, rules);
    }
}
