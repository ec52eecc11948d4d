package io.headroom.lease;

import io.headroom.account.Account;
import io.headroom.allocator.Choice;
import io.headroom.allocator.FlavorPolicy;
import io.headroom.allocator.Kind;
import io.headroom.allocator.Profile;
import io.headroom.allocator.Range;
import io.headroom.allocator.Takes;
import io.headroom.allocator.WaitReason;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * GPUs a team holds or waits for.
 *
 * @param flavor what it holds or, while it waits, the first of those it accepts
 * @param flavors what it accepts, in order of preference
 * @param owner who asked for it
 * @param gpus how many it wants
 * @param minGpus the fewest it can work with
 * @param maxGpus the most it can use
 * @param stepGpus by how many it can change at once
 * @param held how many it holds now
 * @param lent how many it gave away while they were idle; it asks for them once it calls them back
 * @param startsAt when it wants to start, or null for as soon as possible
 * @param startedAt when it got what it holds, or lent all of, or null
 * @param endsAt when its term ends; null until it starts, unless a fixed end was asked
 * @param reclaimable false if nobody may take it back
 * @param takesFlavor the flavor of which GPUs are being reclaimed for it, or null if none are
 * @param takesGpus how many it gets then, or null
 * @param waitReason why it waits, or null if it does not
 * @param retryAt when time alone changes what it may take, or null if it does not
 * @param sentence why it holds what it holds
 * @param supplements the lease its GPUs are to join, or null: then it is on its own
 */
public record Lease(
        UUID id,
        String team,
        String flavor,
        List<String> flavors,
        FlavorPolicy flavorPolicy,
        Kind kind,
        String purpose,
        String owner,
        int gpus,
        int minGpus,
        int maxGpus,
        int stepGpus,
        int held,
        int lent,
        int priority,
        boolean reclaimable,
        Phase phase,
        long termSeconds,
        Instant submittedAt,
        Instant startsAt,
        Instant startedAt,
        Instant endsAt,
        Instant endedAt,
        EndReason endReason,
        String takesFlavor,
        Integer takesGpus,
        int timesReclaimed,
        WaitReason waitReason,
        String waitSentence,
        Instant estimatedStart,
        Instant retryAt,
        String sentence,
        UUID supplements,
        int version) {
    public Lease {
        flavors = List.copyOf(flavors);
    }

    /** The flavors it accepts. */
    public Choice choice() {
        return new Choice(flavors, flavorPolicy);
    }

    /** The sizes it can work with. */
    public Range range() {
        return new Range(minGpus, maxGpus, stepGpus);
    }

    /** What it is for, and how it is treated. */
    public Profile profile() {
        return new Profile(kind, priority, reclaimable);
    }

    /** What is being reclaimed for it, or null. */
    public Takes takes() {
        return takesFlavor == null ? null : new Takes(takesFlavor, takesGpus);
    }

    /** Whether its size may change while it runs. */
    public boolean elastic() {
        return minGpus < maxGpus;
    }

    /**
     * What its team's leads can do to it. A supplement is another lease's size already, and ends with that. One that waits
     * again after it ran ends when it would have.
     */
    public Set<Phase.Action> actions() {
        Set<Phase.Action> actions = phase.actions();
        if (supplements != null) actions.remove(Phase.Action.RESIZE);
        else if (phase == Phase.WAITING && endsAt != null) actions.add(Phase.Action.EXTEND);
        if (lent > 0) actions.add(Phase.Action.CALL_BACK);
        return actions;
    }

    /** What somebody can do to it. */
    public Set<Phase.Action> actions(Account who) {
        Set<Phase.Action> actions = who.leads(team) ? actions() : EnumSet.noneOf(Phase.Action.class);
        if (who.admin()) actions.addAll(phase.adminActions());
        return actions;
    }

    /** What it holds; what it asks for, or lent, where it holds nothing. */
    public int claim() {
        return phase.holds() ? held : gpus;
    }

    /** How long it was granted for. */
    public Duration term() {
        return Duration.ofSeconds(termSeconds);
    }
}
