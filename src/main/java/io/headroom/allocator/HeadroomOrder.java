package io.headroom.allocator;

/**
 * Requests within nominal, then lower weighted share counting the request itself (R4). A reservation comes after those
 * within nominal who need GPUs now, since it can still take back in time; a starving request comes before all others
 * above nominal (R6).
 */
final class HeadroomOrder implements Order {
    private enum Rank {
        WITHIN_NOMINAL,
        RESERVATION,
        STARVING,
        ABOVE_NOMINAL
    }

    private final Starvation starvation;

    HeadroomOrder(Starvation starvation) {
        this.starvation = starvation;
    }

    @Override
    public int rank(Bid bid) {
        return rankOf(bid).ordinal();
    }

    private Rank rankOf(Bid bid) {
        if (bid.from().start() != null) return Rank.RESERVATION;
        if (bid.asksWithinNominal()) return Rank.WITHIN_NOMINAL;
        return starvation.isStarving(bid) ? Rank.STARVING : Rank.ABOVE_NOMINAL;
    }

    @Override
    public double share(QuotaNode node, Bid bid) {
        return bid.book().share(node, bid.book().excess(node, bid.team(), bid.gpus()));
    }
}
