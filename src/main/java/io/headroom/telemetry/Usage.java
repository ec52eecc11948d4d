package io.headroom.telemetry;

import java.time.Instant;

/**
 * GPU-seconds of one step of time. {@code busy + idleHeld + unknown = held} and {@code own + borrowed = held}, exactly.
 *
 * @param at when the step began
 * @param watched how many of its seconds the portal measured; the others count nowhere
 * @param free held by nobody; 0 where only a team's or a lease's use is looked at
 */
public record Usage(Instant at, long watched, long busy, long idleHeld, long unknown, long free, long borrowed) {
    public long held() {
        return busy + idleHeld + unknown;
    }

    public long own() {
        return held() - borrowed;
    }

    /** How many GPUs these seconds were on average while the portal measured. */
    public double gpus(long seconds) {
        return seconds / (double) watched;
    }
}
