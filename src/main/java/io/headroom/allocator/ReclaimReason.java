package io.headroom.allocator;

/** Why GPUs have to leave a lease. */
public enum ReclaimReason {
    /** Their owner asked for them within its nominal quota (R1, R7). */
    OWNER_RECLAIM,
    /** A scheduled lease within its nominal quota is about to start (R15). */
    RESERVATION,
    /** The devices are gone. */
    CAPACITY_LOST,
    /** A guarantee was lowered. */
    QUOTA_CHANGED
}
