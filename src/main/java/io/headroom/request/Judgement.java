package io.headroom.request;

import io.headroom.approval.Verdict;

/**
 * What the approval policy says of a request, and the numbers it looked at: cheap, nothing is planned for it.
 *
 * @param own how many of the GPUs are within what is left of the team's nominal quota
 * @param borrowed how many are above it
 */
public record Judgement(int own, int borrowed, Verdict verdict) {
    /** Whether nobody has to decide. */
    boolean approved() {
        return verdict instanceof Verdict.AutoApprove;
    }

    /** For people: {@code 6 own, 2 borrowed.} */
    String sentence() {
        if (borrowed == 0) return "All " + own + " own.";
        return own == 0 ? "All " + borrowed + " borrowed." : own + " own, " + borrowed + " borrowed.";
    }
}
