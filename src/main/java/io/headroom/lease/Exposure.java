package io.headroom.lease;

import io.headroom.platform.When;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How much of a grant could go back, to whom, and how soon (section 5).
 *
 * @param gpus how many GPUs the grant is of
 * @param borrowed how many of them are above the team's nominal quota
 * @param lenders who lends those, in GPUs; the empty name is the shared pool
 * @param notice how long before they leave their holder is told
 * @param reclaimable false if nobody may take it back
 */
public record Exposure(int gpus, int borrowed, Map<String, Integer> lenders, Duration notice, boolean reclaimable) {
    public Exposure {
        lenders = Map.copyOf(lenders);
    }

    /**
     * What of a running lease could go back now. Loans are a team's, not a lease's: the allocator chooses among all that
     * its team holds, so this is the most that could be asked of this one.
     */
    public static Exposure now(Lease lease, Collection<OpenLoan> loans, Duration notice) {
        Map<String, Integer> lenders = new TreeMap<>();
        for (OpenLoan loan : loans)
            if (loan.borrower().equals(lease.team()) && loan.flavor().equals(lease.flavor()))
                lenders.merge(loan.lender(), loan.gpus(), Integer::sum);
        int borrowed = lenders.values().stream().mapToInt(Integer::intValue).sum();
        return new Exposure(lease.held(), Math.min(lease.held(), borrowed), lenders, notice, lease.reclaimable());
    }

    /** For people: {@code 4 of 10 borrowed from nlp; back within 10 min of asking.} */
    public String sentence() {
        if (!reclaimable) return "Cannot be taken back: " + all() + " own.";
        if (borrowed == 0) return Character.toUpperCase(all().charAt(0)) + all().substring(1) + " own.";
        return borrowed + " of " + gpus + " borrowed from " + names() + "; back within " + When.length(notice)
                + " of asking.";
    }

    private String all() {
        return gpus == 1 ? "the one GPU is" : "all " + gpus + " are";
    }

    private String names() {
        Map<String, Integer> named = new TreeMap<>();
        lenders.forEach((lender, count) -> named.put(OpenLoan.name(lender), count));
        if (named.size() == 1) return named.keySet().iterator().next();
        return named.entrySet().stream()
                .map(it -> it.getKey() + " (" + it.getValue() + ")")
                .collect(Collectors.joining(", "));
    }
}
