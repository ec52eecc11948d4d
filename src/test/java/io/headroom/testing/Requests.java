package io.headroom.testing;

import io.headroom.allocator.Choice;
import io.headroom.allocator.FlavorPolicy;
import io.headroom.allocator.Held;
import io.headroom.allocator.Range;
import io.headroom.allocator.Waiting;
import java.time.Duration;
import java.util.List;

/** Small changes to leases and requests, as the portal makes them when it applies a plan. */
public final class Requests {
    private Requests() {}

    /** The request that a lease goes back to when it yields entirely. */
    public static Waiting of(Held l) {
        return new Waiting(
                l.id(),
                l.team(),
                new Choice(List.of(l.flavor()), FlavorPolicy.PREFER_STARTING),
                l.gpus(),
                l.range(),
                l.profile(),
                Duration.ZERO,
                l.startedAt(),
                null,
                l.endsAt(),
                null);
    }

    /** The request for a part of a lease that was lent while it was idle; it becomes a lease of its own here. */
    public static Waiting part(Held l, int gpus) {
        return new Waiting(
                l.id() + "-" + (l.gpus() - gpus),
                l.team(),
                Choice.of(l.flavor()),
                gpus,
                Range.exactly(gpus),
                l.profile(),
                Duration.ZERO,
                l.startedAt(),
                null,
                l.endsAt(),
                null);
    }

    public static Held losing(Held l, int lost) {
        return l.using(new Held.Use(l.use().idle(), lost, l.use().wanted()));
    }
}
