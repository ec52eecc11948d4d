package io.headroom.allocator;

import java.time.Instant;
import java.util.Map;

/** One thing the allocator decided, with the sentence that tells people why. Plain data. */
public sealed interface Decision {
    /** What happened, for people: names, numbers, instants (UTC). */
    String sentence();

    /**
     * A waiting request gets GPUs now.
     *
     * @param own how many of them are within the team's nominal quota
     * @param borrowed how many are above it
     * @param lenders who lends the borrowed ones, in GPUs
     */
    record Admit(
            String request,
            String team,
            String flavor,
            int gpus,
            int own,
            int borrowed,
            Map<String, Integer> lenders,
            String sentence)
            implements Decision {
        public Admit {
            lenders = Map.copyOf(lenders);
        }
    }

    /**
     * A request stays in the queue.
     *
     * @param flavor the flavor it is most likely to get
     * @param gpus how many it would start with: what is on its way to it, else what it asks for
     * @param estimatedStart null when nothing known makes it fit
     * @param retryAt when time alone changes what it may take, or null if it does not
     */
    record Wait(
            String request,
            String team,
            String flavor,
            int gpus,
            WaitReason reason,
            Instant estimatedStart,
            Instant retryAt,
            String sentence)
            implements Decision {
        /** The same with another estimate. */
        Wait starting(Instant estimate) {
            return new Wait(request, team, flavor, gpus, reason, estimate, retryAt, sentence);
        }
    }

    /**
     * An elastic lease gets more GPUs (R12, R16).
     *
     * @param gpus how many more
     * @param total how many it holds then
     * @param borrowed how many of the additional ones are above the team's nominal quota
     * @param lenders who lends those, in GPUs
     */
    record Grow(
            String lease,
            String team,
            String flavor,
            int gpus,
            int total,
            int borrowed,
            Map<String, Integer> lenders,
            String sentence)
            implements Decision {
        public Grow {
            lenders = Map.copyOf(lenders);
        }
    }

    /** A lease is told to give GPUs back by the deadline. */
    record Reclaim(
            String lease,
            String team,
            String flavor,
            int gpus,
            int remaining,
            String forRequest,
            ReclaimReason reason,
            Instant deadline,
            String sentence)
            implements Decision {}

    /**
     * A reclaim is no longer needed: the lease keeps its GPUs.
     *
     * @param reason why it was asked for
     */
    record CallOff(
            String lease,
            String team,
            String flavor,
            int gpus,
            String forRequest,
            ReclaimReason reason,
            String sentence)
            implements Decision {}

    /**
     * GPUs leave a lease now; with {@code remaining} 0 it goes back to the queue with its place kept, but what it lends it
     * does not ask for until it calls it back (R11).
     */
    record Shrink(
            String lease,
            String team,
            String flavor,
            int gpus,
            int remaining,
            String forRequest,
            ReclaimReason reason,
            String sentence)
            implements Decision {
        /** Whether they were idle and somebody borrows them. */
        public boolean lends() {
            return reason == ReclaimReason.IDLE && forRequest != null;
        }
    }

    /** A lease reached the end of its term. */
    record Expire(String lease, String team, String flavor, int gpus, String sentence) implements Decision {}
}
