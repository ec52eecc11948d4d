package io.headroom.allocator;

/**
 * A preset's answers to two of the four questions: who is next, and who takes from whom which leases. Who is owed what is
 * in the shape of the quota tree ({@link QuotaNodes}) and in {@link FairShares}.
 */
record Strategies(Preset preset, Order order, Taking taking, Starvation starvation) {
    static Strategies of(Policy policy) {
        Starvation starvation = new Starvation(policy.starvationLimit());
        Preset preset = policy.preset();
        return switch (preset) {
            case HEADROOM -> new Strategies(preset, new HeadroomOrder(starvation), new HeadroomTaking(), starvation);
            case KAI -> new Strategies(preset, new HeadroomOrder(starvation), new KaiTaking(), starvation);
            case KUEUE -> new Strategies(preset, new KueueOrder(), new KueueTaking(), starvation);
            case KUEUE_FAIR -> new Strategies(preset, new KueueFairOrder(), new KueueFairTaking(), starvation);
        };
    }

    /** Whether leases grow and shrink by themselves, and a starving request has GPUs set aside; Kueue knows neither. */
    boolean isElastic() {
        return !isKueue();
    }

    /** Kueue looks for the largest size that fits or can be preempted for; the others try for all of it, by reclaim too, and
     * only then start smaller. */
    boolean isKueue() {
        return preset == Preset.KUEUE || preset == Preset.KUEUE_FAIR;
    }

    /**
     * How many more GPUs a team may hold for good, that is not reclaimable (R13): what is left of its nominal quota, or none
     * if the request cannot work with so few: it waits for its own team then, and nothing is kept for it. In KAI only what
     * may not be reclaimed counts against the quota.
     */
    int room(Bid bid) {
        if (bid.request().profile().reclaimable()) return Integer.MAX_VALUE;
        int left = preset == Preset.KAI ? unkept(bid.book(), bid.team()) : bid.gpus() - bid.beyondNominal();
        return left < bid.request().minGpus() ? 0 : left;
    }

    /** The same for a lease that would grow. */
    int room(Book book, Lease lease) {
        if (lease.held().profile().reclaimable()) return Integer.MAX_VALUE;
        return preset == Preset.KAI ? unkept(book, lease.team()) : -book.excess(lease.team());
    }

    /** What of a quota is not held for good. */
    private static int unkept(Book book, QuotaNode team) {
        int kept = 0;
        for (Lease lease : book.roster().of(team)) if (!lease.held().profile().reclaimable()) kept += lease.gpus();
        return team.guaranteed() - kept;
    }
}
