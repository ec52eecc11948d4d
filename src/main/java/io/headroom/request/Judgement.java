package io.headroom.request;

import io.headroom.approval.Facts;
import io.headroom.approval.RuleSet;
import io.headroom.approval.Verdict;

/**
 * What the approval policy says of a request, and the numbers it looked at: cheap, nothing is planned for it.
 *
 * @param own how many of the GPUs are within what is left of the team's nominal quota
 * @param borrowed how many are above it
 * @param facts what the rules looked at
 * @param answer the verdict, and the rule it comes from
 * @param policyVersion which version of the policy that is
 */
public record Judgement(int own, int borrowed, Facts facts, RuleSet.Answer answer, int policyVersion) {
    /** What was decided. */
    public Verdict verdict() {
        return answer.verdict();
    }

    /** The rule that matched; null if none did, or one failed. */
    String rule() {
        return answer.rule();
    }

    /** What is wrong with the policy itself; null if nothing is. */
    String error() {
        return answer.error();
    }

    /** Whether nobody has to decide. */
    boolean approved() {
        return verdict() instanceof Verdict.AutoApprove;
    }

    /** For people: {@code 6 own, 2 borrowed.} */
    String sentence() {
        if (borrowed == 0) return "All " + own + " own.";
        return own == 0 ? "All " + borrowed + " borrowed." : own + " own, " + borrowed + " borrowed.";
    }
}
