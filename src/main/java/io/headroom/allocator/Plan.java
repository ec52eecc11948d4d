package io.headroom.allocator;

import java.time.Instant;
import java.util.List;

/**
 * What the allocator decided. Store it, show it as "what would happen", compare two of them.
 *
 * @param teams one row per team and flavor, after the decisions that take effect now
 * @param loans the loans after those decisions
 * @param nextWake when time alone would change the answer next, or null if it never does
 */
public record Plan(List<Decision> decisions, List<TeamShare> teams, List<Loan> loans, Instant nextWake) {
    public Plan {
        decisions = List.copyOf(decisions);
        teams = List.copyOf(teams);
        loans = List.copyOf(loans);
    }
}
