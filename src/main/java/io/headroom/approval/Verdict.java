package io.headroom.approval;

import java.util.List;

/** What the approval policy says of a request, and why. */
public sealed interface Verdict {
    /** The rule that matched, in a sentence. */
    String reason();

    /** Nobody has to decide. */
    record AutoApprove(String reason) implements Verdict {}

    /**
     * These decide, one after the other.
     *
     * @param error what went wrong with the policy itself, for admins; null if nothing did
     */
    record Review(List<Reviewer> steps, String reason, String error) implements Verdict {
        public Review {
            steps = List.copyOf(steps);
            if (steps.isEmpty()) throw new IllegalArgumentException("a review has at least one step");
        }
    }

    /** Nobody may grant it. */
    record Deny(String reason) implements Verdict {}
}
