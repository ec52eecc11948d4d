package io.headroom.request;

import io.headroom.approval.Verdict;
import io.headroom.planning.Outcome;

/** What would happen to a request, and who would have to approve it. */
public record Assessment(Outcome outcome, Judgement judgement) {
    /** Who would have to approve. */
    public Verdict verdict() {
        return judgement.verdict();
    }
}
