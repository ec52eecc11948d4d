package io.headroom.allocator;

import java.util.Map;

/**
 * An inner node of the quota tree, whose children lend to one another.
 *
 * @param parent the cohort it belongs to, or null directly under the root
 * @param weight its share of the surplus among its siblings
 * @param quotas what it owns itself, by flavor
 */
public record Cohort(String name, String parent, double weight, Map<String, Quota> quotas) {
    public Cohort {
        quotas = Map.copyOf(quotas);
    }
}
