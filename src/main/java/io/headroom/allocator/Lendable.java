package io.headroom.allocator;

import java.util.Collection;

/**
 * What is held idle past the idle policy is idle quota like what nobody holds (R2, R11): whoever is next may borrow it, from
 * a team within its nominal too, and from his own. That team has lent, not lost: nothing that works has to go for it, and
 * the lease takes it back like an owner once it calls for it.
 */
final class Lendable implements Source {
    @Override
    public boolean isOpenTo(Bid bid) {
        return bid.from().equals(Moment.SETTLED) && bid.book().roster().hasLendable();
    }

    @Override
    public Collection<QuotaNode> teams(Bid bid) {
        return bid.book().roster().teams();
    }

    @Override
    public int mayGive(QuotaNode team, Bid bid) {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean mayTake(Lease lease, Bid bid) {
        return lease.lendable() > 0;
    }

    @Override
    public int unused(Lease lease) {
        return lease.lendable();
    }

    @Override
    public ReclaimReason reason() {
        return ReclaimReason.IDLE;
    }
}
