package io.headroom.lease;

import io.headroom.allocator.ReclaimReason;
import java.time.Instant;
import java.util.UUID;

/**
 * A reclaim under way.
 *
 * @param team who gives back
 * @param forTeam who gets them, or null if nobody in particular
 */
public record OpenNotice(
        UUID id,
        UUID lease,
        String team,
        UUID forLease,
        String forTeam,
        String flavor,
        int gpus,
        ReclaimReason reason,
        String sentence,
        Instant askedAt,
        Instant deadline) {
    /** Whether idle GPUs go to somebody who borrows them, and the lease keeps its claim. */
    public boolean isLoan() {
        return reason == ReclaimReason.IDLE && forLease != null;
    }
}
