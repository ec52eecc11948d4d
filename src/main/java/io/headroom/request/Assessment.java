package io.headroom.request;

import io.headroom.allocator.Decision;
import io.headroom.approval.Verdict;
import io.headroom.planning.Outcome;
import java.util.Map;

/** What would happen to a request, and who would have to approve it. */
public record Assessment(Outcome outcome, Judgement judgement) {
    /** Who would have to approve. */
    public Verdict verdict() {
        return judgement.verdict();
    }

    /** Whom it would borrow from now. */
    Map<String, Integer> lenders() {
        return lenders(outcome);
    }

    /** Whom somebody would borrow from now. */
    static Map<String, Integer> lenders(Outcome outcome) {
        return outcome.decision() instanceof Decision.Admit admit ? admit.lenders() : Map.of();
    }

    /** What is kept of it with the request, in a sentence. */
    String sentence() {
        return judgement.approved() ? judgement.sentence() : outcome.decision().sentence();
    }
}
