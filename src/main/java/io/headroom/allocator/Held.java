package io.headroom.allocator;

import java.time.Instant;

/**
 * A lease that holds GPUs now.
 *
 * @param gpus how many it holds
 * @param minGpus the fewest it can work with; equal to {@code gpus} if it is all or nothing
 * @param priority inside its team; higher is more important
 * @param idleGpus how many of its GPUs are measured idle; they are taken first (R8)
 * @param lostGpus how many of its GPUs sit on devices that are no longer capacity
 * @param reclaimable false if nobody may take it while its team holds it within nominal
 * @param timesReclaimed how often it was made to yield before; the least often goes first (R8)
 * @param startedAt when it got its GPUs
 * @param endsAt when its term ends
 */
public record Held(
        String id,
        String team,
        String flavor,
        int gpus,
        int minGpus,
        int priority,
        Kind kind,
        int idleGpus,
        int lostGpus,
        boolean reclaimable,
        int timesReclaimed,
        Instant startedAt,
        Instant endsAt) {
    public Held {
        if (gpus <= 0) throw new IllegalArgumentException("a held lease holds at least one GPU: " + id);
        if (minGpus <= 0 || minGpus > gpus)
            throw new IllegalArgumentException("minGpus must be in 1.." + gpus + ": " + minGpus + " of " + id);
    }
}
