package io.headroom.lease;

import io.headroom.allocator.WaitReason;

/** Why a lease waits, in a few words; its sentence has the numbers. */
public final class WaitWords {
    private WaitWords() {}

    /** What a code means. */
    public static String of(WaitReason reason) {
        return switch (reason) {
            case WAITING_FOR_QUOTA -> "others hold what it needs";
            case WAITING_FOR_RECLAIM -> "its GPUs are on their way back";
            case EXCEEDS_BORROWING_LIMIT -> "over a borrowing limit";
            case EXCEEDS_LENDING_LIMITS -> "owners lend no more";
            case EXCEEDS_FAIR_SHARE -> "over the team’s fair share";
            case EXCEEDS_NOMINAL_QUOTA -> "more than the team owns, and it cannot be taken back";
            case EXCEEDS_CAPACITY -> "more than could ever be had";
            case NO_MATCHING_FLAVOR -> "no such GPU exists";
            case PROTECTED_BY_MINIMUM_RUNTIME -> "what it could take is too young";
            case NOT_RECLAIMABLE -> "what it could take cannot be taken back";
            case HELD_FOR_OTHERS -> "free GPUs are set aside for others";
            case NOT_STARTED -> "starts later";
        };
    }
}
