package io.headroom.allocator;

import java.time.Instant;

/**
 * A reclaim under way: a borrower was told to give GPUs back.
 *
 * @param lease the one that gives back
 * @param gpus how many
 * @param forRequest the waiting request they go to, or null if nobody in particular
 * @param deadline when they leave if not released before
 */
public record Notice(String lease, int gpus, String forRequest, ReclaimReason reason, Instant deadline) {
    /** Whether idle GPUs go to somebody who borrows them: the lease keeps its claim (R11). */
    boolean isLoan() {
        return reason == ReclaimReason.IDLE && forRequest != null;
    }

    Notice asking(int count) {
        return new Notice(lease, count, forRequest, reason, deadline);
    }
}
