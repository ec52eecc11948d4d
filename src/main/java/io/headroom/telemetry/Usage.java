package io.headroom.telemetry;

import java.time.Instant;

/**
 * GPU-seconds of one step of time. {@code busy + idleHeld + unknown = held}, {@code own + borrowed = held} and
 * {@code held + free + unhealthy = total}, exactly.
 *
 * @param at when the step began
 * @param watched how many of its seconds the portal measured, of one device those of its own; the others count nowhere
 * @param free held by nobody; 0 where only a team's or a lease's use is looked at
 * @param unhealthy held by nobody and no capacity, drained ones too; 0 where {@code free} is
 */
public record Usage(
        Instant at, long watched, long busy, long idleHeld, long unknown, long free, long unhealthy, long borrowed) {
    public long held() {
        return busy + idleHeld + unknown;
    }

    /** Whether anything is known of how it was used; if not, busy and idle are unknown rather than zero. */
    public boolean measured() {
        return held() == 0 || held() > unknown;
    }

    public long own() {
        return held() - borrowed;
    }

    public long total() {
        return held() + free + unhealthy;
    }

    /** How many GPUs these seconds were on average while the portal measured. */
    public double gpus(long seconds) {
        return seconds / (double) watched;
    }
}
