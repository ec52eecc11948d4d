package io.headroom.allocator;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Who gives up GPUs that no longer exist, if more is held than there is: nothing is protected then, and the order is that
 * of R8 among those above their guarantee.
 */
final class Overload implements Source {
    private final Owners owners = new Owners();

    static List<Victim> victims(Book book, Instant now) {
        Bid nobody = new Bid(null, null, book, 0, Moment.NOW, now, Lifted.EVERYTHING);
        return new Victims(nobody, () -> book.free() >= 0).from(new Overload());
    }

    @Override
    public boolean isOpenTo(Bid bid) {
        return true;
    }

    @Override
    public Collection<QuotaNode> teams(Bid bid) {
        return owners.teams(bid);
    }

    @Override
    public int mayGive(QuotaNode team, Bid bid) {
        return owners.mayGive(team, bid);
    }

    @Override
    public boolean mayGiveWhole(Lease lease, Bid bid) {
        return true;
    }

    @Override
    public int over(QuotaNode team, Bid bid) {
        return owners.over(team, bid);
    }

    @Override
    public ReclaimReason reason() {
        return ReclaimReason.CAPACITY_LOST;
    }
}
