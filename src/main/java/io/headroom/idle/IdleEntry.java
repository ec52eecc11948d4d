package io.headroom.idle;

import io.headroom.lease.Lease;
import java.time.Instant;

/**
 * What the ladder did or would do to some GPUs of a lease.
 *
 * @param next the step that follows, or null if none does
 * @param nextAt when that is, or null
 */
record IdleEntry(Lease lease, IdleGroup group, IdleStep next, Instant nextAt) {}
