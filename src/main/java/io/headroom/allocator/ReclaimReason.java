package io.headroom.allocator;

/** Why GPUs have to leave a lease. */
public enum ReclaimReason {
    /** Their owner asked for them within its nominal quota (R1, R7). */
    OWNER_RECLAIM,
    /** A team below its fair share asked for what another holds above its own (R3, R7). */
    FAIR_SHARE_RECLAIM,
    /** A request of higher priority in the same team, whose rules allow it (R7). */
    PRIORITY_IN_TEAM,
    /** Its GPUs are not used: somebody borrows them (R11), or they go back to nobody in particular (R12). */
    IDLE,
    /** A scheduled lease within its nominal quota is about to start (R15). */
    RESERVATION,
    /** The devices are gone. */
    CAPACITY_LOST,
    /** The team holds more than its limit since a quota was lowered (R18). */
    QUOTA_CHANGED
}
