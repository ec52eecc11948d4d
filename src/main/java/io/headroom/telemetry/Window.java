package io.headroom.telemetry;

import java.time.Instant;

/**
 * What is known of a device's use over a stretch of time.
 *
 * @param expected samples a gapless series would have
 * @param samples samples with a known busy ratio
 * @param maxBusy largest busy ratio, null without samples
 * @param lastAt when the newest of these samples was taken, null without samples
 * @param lastBusy its busy ratio, null without samples
 */
public record Window(int expected, int samples, Double maxBusy, Instant lastAt, Double lastBusy) {
    /** Nothing is known. */
    public static Window empty(int expected) {
        return new Window(expected, 0, null, null, null);
    }

    /** Share of the expected samples that are there, 0 to 1. A window too short to expect any is not covered. */
    public double coverage() {
        return expected == 0 ? 0 : Math.min(1.0, (double) samples / expected);
    }

    /** This window and the one before it, as one. */
    public Window after(Window older) {
        Window newer = lastAt == null ? older : this;
        return new Window(
                expected + older.expected,
                Math.min(expected, samples) + Math.min(older.expected, older.samples),
                max(maxBusy, older.maxBusy),
                newer.lastAt,
                newer.lastBusy);
    }

    private static Double max(Double one, Double other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.max(one, other);
    }
}
