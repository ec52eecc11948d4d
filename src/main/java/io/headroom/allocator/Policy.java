package io.headroom.allocator;

import java.time.Duration;

/**
 * Which rules hold.
 *
 * @param historyWeight how much past use moves the surplus (R3's k); 0 is off
 * @param starvationLimit how long a request within its fair share waits before freed GPUs are set aside for it (R6)
 */
public record Policy(Preset preset, double historyWeight, Duration starvationLimit) {
    public static final Policy DEFAULT = of(Preset.HEADROOM);

    public Policy {
        if (!(historyWeight >= 0)) throw new IllegalArgumentException("historyWeight is negative: " + historyWeight);
    }

    public static Policy of(Preset preset) {
        return new Policy(preset, 0, Duration.ofHours(24));
    }
}
