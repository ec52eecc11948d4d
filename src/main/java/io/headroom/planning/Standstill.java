package io.headroom.planning;

import io.headroom.allocator.Allocator;
import io.headroom.allocator.Plan;
import io.headroom.allocator.World;
import java.time.Instant;
import java.util.List;

/** How things stand in a world: who holds, borrows and lends what, as long as nothing happens. */
final class Standstill {
    private Standstill() {}

    /** A plan that decides nothing: with an empty queue, no deadlines, and at a time before every end. */
    static Plan of(World world) {
        World still = world.waiting(List.of()).notices(List.of());
        return new Allocator().plan(still, Instant.EPOCH);
    }
}
