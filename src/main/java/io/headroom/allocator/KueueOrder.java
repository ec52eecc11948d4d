package io.headroom.allocator;

/** Kueue's classical order: those that do not borrow, then priority, then first come, first served. */
final class KueueOrder implements Order {
    @Override
    public int rank(Bid bid) {
        return bid.excess(bid.team()) <= 0 ? 0 : 1;
    }

    @Override
    public double share(QuotaNode node, Bid bid) {
        return 0;
    }

    @Override
    public boolean isByPriority() {
        return true;
    }
}
