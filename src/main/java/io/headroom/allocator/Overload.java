package io.headroom.allocator;

import java.util.List;

/**
 * Who gives up GPUs that no longer exist, if more is held than there is: nothing is protected then, and the order is that
 * of R8 among those above their guarantee.
 */
final class Overload implements Source {
    static List<Victim> victims(Book book) {
        Bid nobody = new Bid(null, book, null, 0, Moment.NOW, Lifted.EVERYTHING);
        return new Victims(nobody, () -> book.free() >= 0).from(new Overload());
    }

    @Override
    public boolean isOpenTo(Bid bid) {
        return true;
    }

    @Override
    public int mayGive(QuotaNode team, Bid bid) {
        return Source.borrowed(team, bid);
    }

    @Override
    public ReclaimReason reason() {
        return ReclaimReason.CAPACITY_LOST;
    }
}
