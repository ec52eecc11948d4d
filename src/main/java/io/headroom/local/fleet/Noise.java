package io.headroom.local.fleet;

import java.time.Duration;
import java.time.Instant;

/** Randomness without state: the same seed, subject and time always give the same number. */
final class Noise {
    private final long seed;

    Noise(long seed) {
        this.seed = seed;
    }

    /** Noise of its own for a lease or a device. */
    Noise of(String subject) {
        long hash = seed;
        for (int i = 0; i < subject.length(); i++) {
            hash = mix(hash ^ subject.charAt(i));
        }
        return new Noise(mix(hash));
    }

    /** A number in [0, 1) that stays the same for as long as {@code step} is the same. */
    double at(long step) {
        return (mix(seed ^ mix(step)) >>> 11) * 0x1.0p-53;
    }

    /** A number in [0, 1) that drifts: a new target every {@code period}, straight lines between. */
    double drifting(Instant now, Duration period) {
        long step = Math.floorDiv(now.toEpochMilli(), period.toMillis());
        double along = Math.floorMod(now.toEpochMilli(), period.toMillis()) / (double) period.toMillis();
        return at(step) * (1 - along) + at(step + 1) * along;
    }

    /** A whole number in [0, bound). */
    int pick(int bound) {
        return (int) Math.floorMod(mix(seed), (long) bound);
    }

    /** The finisher of SplitMix64. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
