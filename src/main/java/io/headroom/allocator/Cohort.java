package io.headroom.allocator;

import java.util.Map;

/**
 * An inner node of the quota tree, whose children lend to one another.
 *
 * @param parent the cohort it belongs to, or null directly under the root
 * @param quotas what it owns itself, by flavor
 */
public record Cohort(String name, String parent, Standing standing, Map<String, Quota> quotas) {
    public Cohort {
        quotas = Map.copyOf(quotas);
    }

    public Cohort owning(Map<String, Quota> others) {
        return new Cohort(name, parent, standing, others);
    }
}
