package io.headroom.local.fleet;

import java.time.Duration;
import java.time.Instant;

/** When a node's exporter does not answer: {@link #LENGTH} somewhere in every {@link #EVERY}, or never. */
final class Outages {
    static final Duration EVERY = Duration.ofMinutes(15);
    static final Duration LENGTH = Duration.ofSeconds(90);

    private final Noise noise;

    private Outages(Noise noise) {
        this.noise = noise;
    }

    static Outages never() {
        return new Outages(null);
    }

    static Outages nowAndThen(Noise noise) {
        return new Outages(noise);
    }

    boolean contains(Instant now) {
        if (noise == null) {
            return false;
        }
        long cycle = Math.floorDiv(now.toEpochMilli(), EVERY.toMillis());
        long begins = (long) (noise.at(cycle) * EVERY.minus(LENGTH).toMillis());
        long along = Math.floorMod(now.toEpochMilli(), EVERY.toMillis());
        return along >= begins && along < begins + LENGTH.toMillis();
    }
}
