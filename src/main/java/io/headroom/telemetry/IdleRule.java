package io.headroom.telemetry;

import io.headroom.allocator.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * When a held device counts as idle. Pure: the same window and instant give the same verdict.
 *
 * <p>In this order: without a fresh busy ratio it is unknown; over the threshold now or at any time in the window it is
 * busy, because a job that pauses for a checkpoint is not idle; held for less than the window it is unknown; and only
 * with at least {@value #MIN_COVERAGE} of the expected samples it is idle. Samples from before the grant belong to the
 * former holder and never count.
 *
 * @param threshold busy ratio from which a device is in use, 0 to 1
 * @param interval between scrapes; a sample is fresh for {@value #FRESH_INTERVALS} of them
 * @param windows how long each kind may pause
 */
public record IdleRule(double threshold, Duration interval, Map<Kind, Duration> windows) {
    private static final double MIN_COVERAGE = 0.9;
    private static final int FRESH_INTERVALS = 3;
    private static final int LATELY = 10;
    private static final int USED_SAMPLES = 3;

    /** Windows of 30 minutes, for interactive work 60, for inference three hours. */
    public static final Map<Kind, Duration> DEFAULT_WINDOWS = Map.of(
            Kind.TRAINING, Duration.ofMinutes(30),
            Kind.PREPROCESSING, Duration.ofMinutes(30),
            Kind.INTERACTIVE, Duration.ofMinutes(60),
            Kind.INFERENCE, Duration.ofHours(3));

    public IdleRule {
        windows = Map.copyOf(new EnumMap<>(windows));
        if (windows.size() < Kind.values().length) {
            throw new IllegalArgumentException("every kind needs a window: " + windows);
        }
    }

    /** Below 5 % over the default windows. */
    public static IdleRule withDefaults(Duration interval) {
        return new IdleRule(0.05, interval, DEFAULT_WINDOWS);
    }

    /** The verdict, from what was seen lately. */
    public UseVerdict verdict(HeldDevice held, RecentUse recent, Instant now) {
        return verdict(held, recent.window(held.device(), windowStart(held, now), now), now);
    }

    /** The verdict, from samples taken in {@code (windowStart, now]}. */
    public UseVerdict verdict(HeldDevice held, Window window, Instant now) {
        if (!isFresh(window, now)) {
            return UseVerdict.UNKNOWN;
        }
        if (window.maxBusy() >= threshold) {
            return UseVerdict.BUSY;
        }
        boolean heldLongEnough = !held.since().plus(windows.get(held.kind())).isAfter(now);
        return heldLongEnough && window.coverage() >= MIN_COVERAGE ? UseVerdict.IDLE_HELD : UseVerdict.UNKNOWN;
    }

    /**
     * Whether a device is in use by more than a blip: at least {@value #USED_SAMPLES} of its last {@value #LATELY} samples
     * are over the threshold. An idle device stays idle in between: two thresholds, so that nothing flaps.
     */
    public boolean isInUse(HeldDevice held, RecentUse recent, Instant now) {
        Instant lately = now.minus(interval.multipliedBy(LATELY));
        Instant after = held.since().isAfter(lately) ? held.since() : lately;
        return recent.atLeast(threshold, held.device(), after, now) >= USED_SAMPLES;
    }

    /** From when on samples count: the kind's window, but nothing from before the grant. */
    public Instant windowStart(HeldDevice held, Instant now) {
        Instant start = now.minus(windows.get(held.kind()));
        return held.since().isAfter(start) ? held.since() : start;
    }

    private boolean isFresh(Window window, Instant now) {
        return window.lastAt() != null
                && !window.lastAt().plus(interval.multipliedBy(FRESH_INTERVALS)).isBefore(now);
    }
}
