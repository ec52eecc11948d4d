package io.headroom.allocator;

/** Kueue's fair sharing: on each level the lowest dominant share with the request in it, then priority, then first come. */
final class KueueFairOrder implements Order {
    @Override
    public int rank(Bid bid) {
        return 0;
    }

    @Override
    public double share(QuotaNode node, Bid bid) {
        int excess = bid.book().excess(node, bid.team(), bid.gpus());
        return DominantShares.share(node, excess, bid.book().shape());
    }

    @Override
    public boolean isByPriority() {
        return true;
    }
}
