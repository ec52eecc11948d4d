package io.headroom.telemetry;

import java.time.Instant;

/**
 * How old the measurements are.
 *
 * @param newest when a target was last scraped well, or null if none ever was
 * @param targets how many there are
 * @param late how many missed three intervals
 */
public record DataAge(Instant newest, int targets, int late) {}
