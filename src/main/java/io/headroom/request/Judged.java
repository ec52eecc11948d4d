package io.headroom.request;

import io.headroom.approval.Facts;
import java.time.Instant;
import java.util.UUID;

/** A request of the past, and what the approval policy looked at then. */
public record Judged(
        UUID id, String team, int gpus, String flavor, String requestedBy, Instant submittedAt, Facts facts) {}
