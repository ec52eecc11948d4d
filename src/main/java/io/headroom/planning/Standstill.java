package io.headroom.planning;

import io.headroom.allocator.Allocator;
import io.headroom.allocator.Held;
import io.headroom.allocator.Plan;
import io.headroom.allocator.World;
import java.time.Instant;
import java.util.List;

/** How things stand in a world: who holds, borrows and lends what, as long as nothing happens. */
final class Standstill {
    private Standstill() {}

    /** A plan that decides nothing: with an empty queue, no notices, nobody who wants more, before every end. */
    static Plan of(World world) {
        List<Held> content = world.leases().stream()
                .map(it -> it.using(
                        new Held.Use(it.use().idle(), 0, it.gpus(), it.use().drained(), 0)))
                .toList();
        World still = world.leases(content).waiting(List.of()).notices(List.of());
        return new Allocator().plan(still, Instant.EPOCH);
    }
}
