package io.headroom.telemetry;

import java.util.UUID;

/**
 * One GPU over some steps of time. Seconds that are in none of the sums were not watched.
 *
 * @param index which cell of its row
 * @param use mean busy ratio where it was measured, 0 to 1, or null
 */
public record UsageCell(UUID device, int index, long busy, long idleHeld, long unknown, long free, Double use) {}
