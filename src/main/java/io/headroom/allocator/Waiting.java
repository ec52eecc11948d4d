package io.headroom.allocator;

import java.time.Instant;

/**
 * A request for GPUs that does not hold them.
 *
 * @param minGpus the fewest it can work with; equal to {@code gpus} if it is all or nothing
 * @param priority inside its team; higher is more important
 * @param submittedAt when it joined the queue; first come, first served among equals (R4)
 * @param startsAt when it wants to start, or null for now; it reserves its GPUs from then (R15)
 * @param endsAt when it would end if it started now
 * @param taker whether GPUs are being reclaimed for it: it goes first, and what came free is kept for it (R10)
 */
public record Waiting(
        String id,
        String team,
        String flavor,
        int gpus,
        int minGpus,
        int priority,
        Kind kind,
        Instant submittedAt,
        Instant startsAt,
        Instant endsAt,
        boolean taker) {
    public Waiting {
        if (gpus <= 0) throw new IllegalArgumentException("a request asks for at least one GPU: " + id);
        if (minGpus <= 0 || minGpus > gpus)
            throw new IllegalArgumentException("minGpus must be in 1.." + gpus + ": " + minGpus + " of " + id);
    }
}
