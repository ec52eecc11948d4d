package io.headroom.lease;

import io.headroom.allocator.Kind;
import java.time.Duration;
import java.time.Instant;

/**
 * What an approval grants.
 *
 * @param startsAt when it wants to start, or null for now
 * @param endsAt a fixed end, or null if the term counts from the start
 * @param submittedAt its place in the queue
 */
public record NewLease(
        String team,
        String flavor,
        Kind kind,
        String purpose,
        String owner,
        int gpus,
        int minGpus,
        Duration term,
        Instant submittedAt,
        Instant startsAt,
        Instant endsAt) {}
