package io.headroom.request;

import io.headroom.allocator.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a team asked for, and what came of it.
 *
 * @param termSeconds how long it wants the GPUs; for an extension, how much longer
 * @param startsAt wanted start, or null for now
 * @param endsAt fixed end, or null if the term counts from the start
 * @param verdict what the policy said, in a sentence
 * @param reviewSteps who has to decide, in order; empty if nobody
 * @param step which of them is next
 * @param borrowed how many GPUs were above the nominal quota when it was asked
 * @param preview what would have happened when it was asked
 * @param grantedGpus what was approved, or null
 * @param lease its lease: of an extension from the start, else once approved
 */
public record CapacityRequest(
        UUID id,
        RequestType type,
        String team,
        String flavor,
        Kind kind,
        String purpose,
        int gpus,
        int minGpus,
        long termSeconds,
        Instant startsAt,
        Instant endsAt,
        RequestState state,
        String requestedBy,
        Instant submittedAt,
        String verdict,
        List<String> reviewSteps,
        int step,
        int borrowed,
        String preview,
        Instant decidedAt,
        Integer grantedGpus,
        UUID lease,
        int version) {
    public CapacityRequest {
        reviewSteps = List.copyOf(reviewSteps);
    }

    public Duration term() {
        return Duration.ofSeconds(termSeconds);
    }

    /** Who decides next, or null if nobody does. */
    public Reviewer reviewer() {
        return state == RequestState.IN_REVIEW ? Reviewer.parse(reviewSteps.get(step)) : null;
    }

    /** Whether the next approval is the last one. */
    boolean lastStep() {
        return step == reviewSteps.size() - 1;
    }
}
