package io.headroom.allocator;

import java.util.List;

/**
 * Who gives up GPUs that no longer exist, if more is held than there is: nothing is protected then, and the order is that
 * of R8 among those above their guarantee. What sits on drained devices still works, so for that many leases are told and
 * not cut.
 */
final class Overload implements Source {
    /** Who loses GPUs at once. */
    static List<Victim> cut(Book book) {
        return victims(book, Moment.NOW, -book.drained());
    }

    /** Who is told to give back, beside those who were told before. */
    static List<Victim> told(Book book) {
        return victims(book, Moment.SETTLED, 0);
    }

    private static List<Victim> victims(Book book, Moment from, int least) {
        if (book.free(from) >= least) return List.of();
        Bid nobody = new Bid(null, book, null, 0, from, Lifted.EVERYTHING);
        return new Victims(nobody, () -> book.free(from) >= least).from(new Overload());
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
