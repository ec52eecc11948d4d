package io.headroom.request;

import io.headroom.allocator.Kind;
import java.time.Duration;
import java.time.Instant;

/** A request that makes sense: every value is in its range. */
public record Ask(
        String team,
        String flavor,
        int gpus,
        int minGpus,
        Kind kind,
        String purpose,
        Duration term,
        Instant startsAt,
        Instant endsAt) {}
