package io.headroom.team;

import io.headroom.allocator.Quota;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an admin may set of a team or cohort.
 *
 * @param weight its share of the surplus among its siblings
 * @param rank a bucket served before lower buckets when the surplus is divided
 * @param quotas by flavor; a flavor that is absent is owned by others and may be borrowed without limit
 * @param rules of a team; a cohort has none
 */
public record Settings(double weight, int rank, Map<String, Quota> quotas, RuleSettings rules) {
    public Settings {
        quotas = Map.copyOf(quotas);
    }

    public Settings standing(double newWeight, int newRank) {
        return new Settings(newWeight, newRank, quotas, rules);
    }

    public Settings ruledBy(RuleSettings others) {
        return new Settings(weight, rank, quotas, others);
    }

    public Settings owning(Map<String, Quota> others) {
        return new Settings(weight, rank, others, rules);
    }

    /** The same with another quota of one flavor. */
    public Settings owning(String flavor, Quota quota) {
        Map<String, Quota> all = new TreeMap<>(quotas);
        all.put(flavor, quota);
        return owning(all);
    }
}
