package io.headroom.planning;

import io.headroom.allocator.Plan;
import io.headroom.allocator.World;

/** How things stand in a made-up world, as the pages are told. */
public final class Standings {
    private Standings() {}

    public static Preview.Standing of(World world) {
        Plan still = Standstill.of(world);
        return new Preview.Standing(still.teams(), still.loans());
    }
}
