package io.headroom.allocator;

import java.util.Collection;

/** A request within its team's guarantee takes from any borrower, and only what is borrowed (R1, R7). */
final class Owners implements Source {
    @Override
    public boolean isOpenTo(Bid bid) {
        return bid.excess(bid.team()) <= 0;
    }

    @Override
    public Collection<QuotaNode> teams(Bid bid) {
        return bid.book().roster().teams();
    }

    @Override
    public int mayGive(QuotaNode team, Bid bid) {
        return bid.tree().excess(team) - bid.book().promisedTo(team, bid.from());
    }

    @Override
    public boolean mayGiveWhole(Lease lease, Bid bid) {
        return true;
    }

    @Override
    public int over(QuotaNode team, Bid bid) {
        return bid.tree().used(team)
                - bid.book().promisedTo(team, bid.from())
                - bid.book().fairShares().of(team);
    }

    @Override
    public ReclaimReason reason() {
        return ReclaimReason.OWNER_RECLAIM;
    }
}
