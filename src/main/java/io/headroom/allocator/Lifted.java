package io.headroom.allocator;

/** Protections left aside: for GPUs that no longer exist, and to find out which of them a request waits for. */
enum Lifted {
    NOTHING,
    MINIMUM_RUNTIME,
    NOT_RECLAIMABLE,
    FAIR_SHARE,
    /** For GPUs that no longer exist, nothing is protected. */
    EVERYTHING;

    boolean lifts(Lifted protection) {
        return this == protection || this == EVERYTHING;
    }
}
