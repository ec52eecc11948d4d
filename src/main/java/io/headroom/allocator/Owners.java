package io.headroom.allocator;

/** A request within its team's guarantee takes from any borrower, and only what is borrowed (R1, R7). */
final class Owners implements Source {
    @Override
    public boolean isOpenTo(Bid bid) {
        return bid.isWithinNominal();
    }

    @Override
    public int mayGive(QuotaNode team, Bid bid) {
        return Source.borrowed(team, bid);
    }

    @Override
    public ReclaimReason reason() {
        return ReclaimReason.OWNER_RECLAIM;
    }
}
