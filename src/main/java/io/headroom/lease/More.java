package io.headroom.lease;

import java.time.Instant;

/**
 * GPUs that were approved for a lease on top of what it asks for.
 *
 * @param owner who asked for them
 * @param submittedAt their place in the queue
 */
public record More(int gpus, String purpose, String owner, Instant submittedAt) {}
