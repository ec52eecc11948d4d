package io.headroom.telemetry;

import java.time.Duration;
import java.time.Instant;

/**
 * Equal steps of time up to now, aligned to the epoch; the running step is the last one.
 *
 * @param grain what the steps are read from
 */
record TimeGrid(Grain grain, Duration step, int count) {
    Instant until(Instant now) {
        long seconds = step.toSeconds();
        return Instant.ofEpochSecond((Math.floorDiv(now.getEpochSecond(), seconds) + 1) * seconds);
    }

    Instant from(Instant now) {
        return until(now).minus(step.multipliedBy(count));
    }

    /** How much of the step that begins then is over. */
    Duration past(Instant begins, Instant now) {
        Duration since = Duration.between(begins, now);
        return since.compareTo(step) < 0 ? since : step;
    }
}
