package io.headroom.allocator;

import java.time.Instant;

/**
 * Decides who holds what. Guarantee &gt; no waste &gt; fairness &gt; stability &gt; packing. Same world and instant, same
 * plan: no randomness, no clock inside, ties broken by time and then by id.
 */
public final class Allocator {
    /**
     * Plans one instant.
     *
     * @throws IllegalArgumentException if the world names a team, cohort or flavor it does not have, or one twice
     */
    public Plan plan(World world, Instant now) {
        return new Session(world, now).decide(now).plan(true);
    }

    /** The same, but without saying when those who wait may start: looking for that costs more than all the rest. */
    public Plan planWithoutEstimates(World world, Instant now) {
        return new Session(world, now).decide(now).plan(false);
    }
}
