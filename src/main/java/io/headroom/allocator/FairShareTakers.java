package io.headroom.allocator;

/**
 * A request above nominal takes up to its own fair share, only from a team above its own, and only while that does not
 * put the taker's weighted share above the victim's (R3, R7). Shares are compared right below where the two meet.
 */
final class FairShareTakers implements Source {
    @Override
    public boolean isOpenTo(Bid bid) {
        return bid.from().equals(Moment.SETTLED)
                && (bid.lifted().lifts(Lifted.FAIR_SHARE) || isWithin(bid.team(), bid));
    }

    /** How much of its fair share lies above what a team owns. */
    static int aboveNominal(Bid bid) {
        return bid.book().fairShares().of(bid.team()) - bid.book().shape().subtree(bid.team());
    }

    private static boolean isWithin(QuotaNode node, Bid bid) {
        return bid.excess(node) + bid.book().shape().subtree(node)
                <= bid.book().fairShares().of(node);
    }

    @Override
    public int mayGive(QuotaNode team, Bid bid) {
        if (team == bid.team()) return 0;
        int borrowed = Source.borrowed(team, bid);
        if (bid.lifted().lifts(Lifted.FAIR_SHARE)) return borrowed;
        int most = Math.min(borrowed, over(team, bid));
        if (most <= 0 || !isTakerWithin(team, bid)) return 0;
        while (most > 0 && !leavesVictimNoLower(team, most, bid)) most--;
        return most;
    }

    /** Whether the taker and its cohorts, up to where it meets the victim, stay within their fair shares. */
    private static boolean isTakerWithin(QuotaNode victim, Bid bid) {
        for (QuotaNode n = bid.team(); !n.covers(victim); n = n.parent()) if (!isWithin(n, bid)) return false;
        return true;
    }

    private static boolean leavesVictimNoLower(QuotaNode victim, int gives, Bid bid) {
        QuotaNode taker = bid.team().belowMeeting(victim);
        QuotaNode giver = victim.belowMeeting(bid.team());
        Book book = bid.book();
        return book.share(taker, bid.excess(taker))
                <= book.share(giver, bid.tree().excess(giver) - gives);
    }

    @Override
    public boolean mayStraddle(Lease lease, int gpus, Bid bid) {
        return bid.lifted().lifts(Lifted.FAIR_SHARE) || leavesVictimNoLower(lease.team(), gpus, bid);
    }

    @Override
    public ReclaimReason reason() {
        return ReclaimReason.FAIR_SHARE_RECLAIM;
    }
}
