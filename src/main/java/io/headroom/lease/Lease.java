package io.headroom.lease;

import io.headroom.allocator.Kind;
import io.headroom.allocator.WaitReason;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * GPUs a team holds or waits for.
 *
 * @param owner who asked for it
 * @param gpus how many it wants
 * @param minGpus the fewest it can work with
 * @param held how many it holds now
 * @param startsAt when it wants to start, or null for as soon as possible
 * @param startedAt when it got what it holds, or null
 * @param endsAt when its term ends; null until it starts, unless a fixed end was asked
 * @param taker whether GPUs are being reclaimed for it
 * @param waitReason why it waits, or null if it does not
 * @param sentence why it holds what it holds
 */
public record Lease(
        UUID id,
        String team,
        String flavor,
        Kind kind,
        String purpose,
        String owner,
        int gpus,
        int minGpus,
        int held,
        int priority,
        Phase phase,
        long termSeconds,
        Instant submittedAt,
        Instant startsAt,
        Instant startedAt,
        Instant endsAt,
        Instant endedAt,
        EndReason endReason,
        boolean taker,
        int timesReclaimed,
        WaitReason waitReason,
        String waitSentence,
        Instant estimatedStart,
        String sentence,
        int version) {
    /** How long it was granted for. */
    public Duration term() {
        return Duration.ofSeconds(termSeconds);
    }
}
