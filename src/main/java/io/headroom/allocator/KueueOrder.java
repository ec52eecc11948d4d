package io.headroom.allocator;

/** Kueue's classical order: those that do not borrow, then priority, then first come, first served. */
final class KueueOrder implements Order {
    @Override
    public int rank(Bid bid) {
        return borrows(bid) ? 1 : 0;
    }

    /** One that does not fit, and asks for no more than its team owns, waits for its own quota and borrows nothing. */
    private static boolean borrows(Bid bid) {
        if (bid.excess(bid.team()) <= 0) return false;
        return bid.gpus() > bid.team().guaranteed() || bid.isFree();
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
