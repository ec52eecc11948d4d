package io.headroom.telemetry;

import java.util.UUID;

/**
 * One GPU's seconds over some steps of time.
 *
 * @param index which cell of its row
 * @param unhealthy held by nobody and no capacity, drained too
 * @param unwatched in none of the sums, up to now
 * @param use mean busy ratio where it was measured, 0 to 1, or null
 */
public record UsageCell(
        UUID device,
        int index,
        long busy,
        long idleHeld,
        long unknown,
        long free,
        long unhealthy,
        long unwatched,
        Double use) {}
