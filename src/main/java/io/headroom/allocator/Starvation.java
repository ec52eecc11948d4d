package io.headroom.allocator;

import java.time.Duration;
import java.time.Instant;

/** R6: a request within its team's fair share that has waited longer than the limit, and could ever be served. */
record Starvation(Duration limit) {
    boolean isStarving(Bid bid) {
        return isOld(bid.request(), bid.now()) && bid.book().couldEverFit(bid.request()) && isWithinFairShare(bid);
    }

    boolean isOld(Waiting request, Instant now) {
        return !since(request).isAfter(now);
    }

    /** When it will have waited too long. */
    Instant since(Waiting request) {
        return request.submittedAt().plus(limit);
    }

    /** Whether the team stays within its fair share with the bid. */
    static boolean isWithinFairShare(Bid bid) {
        QuotaNode team = bid.team();
        return bid.excess(team) + bid.book().shape().subtree(team)
                <= bid.book().fairShares().of(team);
    }
}
