package io.headroom.allocator;

/** Why a request waits: exactly one of these, and lifting it alone would change the answer. */
public enum WaitReason {
    /** Would fit if others gave back what they hold. */
    WAITING_FOR_QUOTA,
    /** GPUs are on their way back to it. */
    WAITING_FOR_RECLAIM,
    /** It, or a cohort above it, would borrow more than its limit. */
    EXCEEDS_BORROWING_LIMIT,
    /** There are free GPUs, but their owners lend no more. */
    EXCEEDS_LENDING_LIMITS,
    /** It would take its team above its fair share, and others hold the rest. */
    EXCEEDS_FAIR_SHARE,
    /** It may not be reclaimed, so it cannot borrow, and its nominal quota has no room for it (R13). */
    EXCEEDS_NOMINAL_QUOTA,
    /** More than exists of the flavor: never fits as things are. */
    EXCEEDS_CAPACITY,
    /** Nothing of the wanted flavor exists. */
    NO_MATCHING_FLAVOR,
    /** What it could take is younger than its minimum runtime. */
    PROTECTED_BY_MINIMUM_RUNTIME,
    /** What it could take may not be reclaimed. */
    NOT_RECLAIMABLE,
    /** Free GPUs are set aside for another request (R6, R10, R15). */
    HELD_FOR_OTHERS,
    /** Its start lies in the future. */
    NOT_STARTED
}
