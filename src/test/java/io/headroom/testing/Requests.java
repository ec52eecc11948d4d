package io.headroom.testing;

import io.headroom.allocator.Held;
import io.headroom.allocator.Waiting;
import java.time.Instant;

/** Small changes to leases and requests, as the portal makes them when it applies a plan. */
public final class Requests {
    private Requests() {}

    public static Waiting of(Held l) {
        return new Waiting(
                l.id(),
                l.team(),
                l.flavor(),
                l.gpus(),
                l.minGpus(),
                l.priority(),
                l.kind(),
                l.startedAt(),
                null,
                l.endsAt(),
                false);
    }

    public static Waiting asTaker(Waiting r) {
        return change(r, r.endsAt(), true);
    }

    public static Waiting endingAt(Waiting r, Instant end) {
        return change(r, end, false);
    }

    /** The same request, waiting on: it would end later by as long as it waited. */
    public static Waiting waitingOn(Waiting r, Instant end) {
        return change(r, end, r.taker());
    }

    private static Waiting change(Waiting r, Instant end, boolean taker) {
        return new Waiting(
                r.id(),
                r.team(),
                r.flavor(),
                r.gpus(),
                r.minGpus(),
                r.priority(),
                r.kind(),
                r.submittedAt(),
                r.startsAt(),
                end,
                taker);
    }

    public static Held shrunk(Held l, int gpus) {
        int min = Math.min(l.minGpus(), gpus);
        int idle = Math.min(l.idleGpus(), gpus);
        return new Held(
                l.id(),
                l.team(),
                l.flavor(),
                gpus,
                min,
                l.priority(),
                l.kind(),
                idle,
                0,
                l.reclaimable(),
                l.timesReclaimed(),
                l.startedAt(),
                l.endsAt());
    }

    public static Held losing(Held l, int lost) {
        return new Held(
                l.id(),
                l.team(),
                l.flavor(),
                l.gpus(),
                l.minGpus(),
                l.priority(),
                l.kind(),
                l.idleGpus(),
                lost,
                l.reclaimable(),
                l.timesReclaimed(),
                l.startedAt(),
                l.endsAt());
    }
}
