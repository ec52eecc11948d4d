package io.headroom.request;

import io.headroom.allocator.Choice;
import io.headroom.allocator.FlavorPolicy;
import io.headroom.allocator.Kind;
import io.headroom.allocator.Profile;
import io.headroom.allocator.Range;
import io.headroom.approval.Reviewer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a team asked for, and what came of it.
 *
 * @param flavor the flavor it likes best; of an extension, the one it holds
 * @param flavors those it accepts, in order of preference
 * @param minGpus the fewest it can work with
 * @param maxGpus the most it can use
 * @param stepGpus by how many it can change at once
 * @param reclaimable false if nobody may take it back
 * @param termSeconds how long it wants the GPUs; for an extension, how much longer
 * @param startsAt wanted start, or null for now
 * @param endsAt fixed end, or null if the term counts from the start
 * @param verdict what the policy said, in a sentence
 * @param reviewSteps who has to decide, in order; empty if nobody
 * @param step which of them is next
 * @param borrowed how many GPUs were above the nominal quota when it was asked
 * @param preview what would have happened when it was asked
 * @param grantedGpus what was approved, or null
 * @param escalatedAt when the admins were told that nobody decides, or null
 * @param lease its lease: of an extension or a resize from the start, else once approved
 * @param resizeFrom of a resize, how many GPUs the lease asked for; then {@code gpus} is by how many this changes
 * @param resizeTo of a resize, how many it is to ask for
 */
public record CapacityRequest(
        UUID id,
        RequestType type,
        String team,
        String flavor,
        List<String> flavors,
        FlavorPolicy flavorPolicy,
        Kind kind,
        int priority,
        boolean reclaimable,
        String purpose,
        int gpus,
        int minGpus,
        int maxGpus,
        int stepGpus,
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
        Instant escalatedAt,
        Integer resizeFrom,
        Integer resizeTo,
        int version) {
    public CapacityRequest {
        flavors = List.copyOf(flavors);
        reviewSteps = List.copyOf(reviewSteps);
    }

    /** The flavors it accepts. */
    public Choice choice() {
        return new Choice(flavors, flavorPolicy);
    }

    /** The sizes it can work with. */
    public Range range() {
        return new Range(minGpus, maxGpus, stepGpus);
    }

    /** Whether it asks for more GPUs, and not for fewer. */
    boolean grows() {
        return type != RequestType.RESIZE || resizeTo > resizeFrom;
    }

    /** Whether so many can be approved: a size it works with, or fewer than its fewest, which then is its only size. */
    boolean works(int approved) {
        if (type == RequestType.RESIZE) return approved % stepGpus == 0;
        return approved < minGpus || (approved - minGpus) % stepGpus == 0;
    }

    /** What can be approved, for people. */
    String sizes() {
        if (type == RequestType.RESIZE) return stepGpus + " to " + gpus + " in steps of " + stepGpus;
        return minGpus + " to " + gpus + " in steps of " + stepGpus + ", or fewer than " + minGpus;
    }

    /** The same sizes once so many are approved: whoever approves fewer than asked approves no growth beyond that. */
    Range range(int approved) {
        return approved == gpus ? range() : new Range(Math.min(minGpus, approved), approved, stepGpus);
    }

    /** What it is for, and how it is treated. */
    public Profile profile() {
        return new Profile(kind, priority, reclaimable);
    }

    /** What it asks for, as it was asked. */
    Ask ask() {
        return new Ask(team, choice(), gpus, range(), profile(), purpose, term(), startsAt, endsAt);
    }

    public Duration term() {
        return Duration.ofSeconds(termSeconds);
    }

    /** Whether it comes too late to be decided, as far as its own times say; what became of its lease is another matter. */
    boolean late(Instant now) {
        return startsAt != null && !startsAt.isAfter(now) || endsAt != null && !endsAt.isAfter(now);
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
