package io.headroom.world;

import io.headroom.allocator.Policy;
import io.headroom.allocator.Preset;
import java.time.Duration;
import java.time.Instant;

/** What the defaults of a world depend on. Known only when all of it is read, since fields come in any order. */
record Frame(Instant now, Policy policy) {
    /** Long enough to be no matter. */
    static final Duration LONG = Duration.ofDays(365);

    /** Something of a world as it is once its defaults are known. */
    interface Later<T> {
        T in(Frame frame);
    }

    /** So that nothing is protected by its minimum runtime unless it says when it started. */
    Instant longAgo() {
        return now.minus(LONG);
    }

    Instant farAhead() {
        return now.plus(LONG);
    }

    boolean isOurs() {
        return policy.preset() == Preset.HEADROOM;
    }

    /** Whether the preset is an engine that counts quota only, and lets more run than there is. */
    boolean countsQuotaOnly() {
        return policy.preset() == Preset.KUEUE || policy.preset() == Preset.KUEUE_FAIR;
    }
}
