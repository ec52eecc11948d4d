package io.headroom.allocator;

/** GPUs that a team has or is promised for a while. */
sealed interface Hold permits Lease, Claim {
    QuotaNode team();

    /** How many of them it has at a moment, as known now. */
    int at(Moment moment);
}
