package io.headroom.lease;

import java.time.Instant;

/**
 * Idle GPUs of a lease that stand at the same step of the idle ladder, of which its holder was told.
 *
 * @param since from when on they count as idle
 * @param next the step that follows, absent if none does; {@code nextAt} when it comes unless they are used
 * @param mayBeKept whether a lead can still keep some of them
 */
public record IdleState(int gpus, String step, Instant since, String next, Instant nextAt, boolean mayBeKept) {}
