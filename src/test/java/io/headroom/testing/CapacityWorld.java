package io.headroom.testing;

import io.headroom.allocator.Allocator;
import io.headroom.allocator.Cohort;
import io.headroom.allocator.Flavor;
import io.headroom.allocator.Kind;
import io.headroom.allocator.Loan;
import io.headroom.allocator.Notice;
import io.headroom.allocator.Plan;
import io.headroom.allocator.Policy;
import io.headroom.allocator.Preemption;
import io.headroom.allocator.PreemptionRules;
import io.headroom.allocator.Quota;
import io.headroom.allocator.ReclaimReason;
import io.headroom.allocator.Standing;
import io.headroom.allocator.Team;
import io.headroom.allocator.TeamRules;
import io.headroom.allocator.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Builds worlds of one flavor in the domain's words. What is said after a lease or a request is about it, until the next
 * one; teams belong to the cohort named before them.
 */
public final class CapacityWorld {
    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    public static final String H100 = "h100";

    private final int capacity;
    private final List<Cohort> cohorts = new ArrayList<>();
    private final List<Team> teams = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final List<Loan> loans = new ArrayList<>();
    private String cohort;
    private Policy policy = Policy.DEFAULT;

    private CapacityWorld(int capacity) {
        this.capacity = capacity;
    }

    public static CapacityWorld capacity(int gpus) {
        return new CapacityWorld(gpus);
    }

    public static Quota nominal(int gpus) {
        return Quota.nominal(gpus);
    }

    public CapacityWorld cohort(String name) {
        return cohort(name, nominal(0));
    }

    public CapacityWorld cohort(String name, Quota quota) {
        return cohort(name, quota, null);
    }

    public CapacityWorld cohort(String name, Quota quota, String parent) {
        cohorts.add(new Cohort(name, parent, Standing.DEFAULT, Map.of(H100, quota)));
        cohort = name;
        return this;
    }

    public CapacityWorld team(String name, Quota quota) {
        teams.add(new Team(name, cohort, Standing.DEFAULT, Map.of(H100, quota), TeamRules.DEFAULT));
        return this;
    }

    public CapacityWorld weighing(double weight) {
        teams.add(teams.removeLast().standing(Standing.weighing(weight)));
        return this;
    }

    public CapacityWorld protectedFor(Duration minimumRuntime) {
        Team team = teams.removeLast();
        teams.add(team.ruledBy(team.rules().protectedFor(minimumRuntime)));
        return this;
    }

    /** A request of the team named last may take from its own leases of lower priority. */
    public CapacityWorld takingFromItself() {
        Team team = teams.removeLast();
        PreemptionRules rules =
                new PreemptionRules(Preemption.LOWER_PRIORITY, Preemption.NEVER, Preemption.NEVER, Integer.MAX_VALUE);
        teams.add(team.ruledBy(team.rules().preempting(rules)));
        return this;
    }

    /** The team named last holds that many GPUs in one lease that carries its name. */
    public CapacityWorld using(int gpus) {
        String team = teams.getLast().name();
        return lease(team + "-lease", gpus);
    }

    /** The team named last holds that many GPUs, for an hour so far. */
    public CapacityWorld lease(String id, int gpus) {
        items.add(new Item(id, teams.getLast().name(), gpus, true));
        return this;
    }

    /** A team asks for that many GPUs, each request a second later than the one before. */
    public CapacityWorld waiting(String id, String team, int gpus) {
        Item item = new Item(id, team, gpus, false);
        item.since = NOON.minusSeconds(1000 - items.size());
        items.add(item);
        return this;
    }

    public CapacityWorld atLeast(int minGpus) {
        items.getLast().minGpus = minGpus;
        return this;
    }

    public CapacityWorld atMost(int maxGpus) {
        items.getLast().maxGpus = maxGpus;
        return this;
    }

    /** By how many GPUs at once it can change. */
    public CapacityWorld inStepsOf(int gpus) {
        items.getLast().stepGpus = gpus;
        return this;
    }

    /** How many GPUs the lease could keep busy, as measured. */
    public CapacityWorld wanting(int gpus) {
        items.getLast().wanted = gpus;
        return this;
    }

    /** How long the request waits before it takes from anybody. */
    public CapacityWorld patientFor(Duration reclaimDelay) {
        items.getLast().reclaimDelay = reclaimDelay;
        return this;
    }

    public CapacityWorld priority(int priority) {
        items.getLast().priority = priority;
        return this;
    }

    public CapacityWorld kind(Kind kind) {
        items.getLast().kind = kind;
        return this;
    }

    public CapacityWorld idle(int gpus) {
        items.getLast().idle = gpus;
        return this;
    }

    /** So many of the lease's GPUs are idle past the idle policy: others may borrow them. */
    public CapacityWorld lendable(int gpus) {
        items.getLast().lendable = gpus;
        return idle(gpus);
    }

    public CapacityWorld lost(int gpus) {
        items.getLast().lost = gpus;
        return this;
    }

    /** So many of the lease's GPUs sit on drained devices. */
    public CapacityWorld drained(int gpus) {
        items.getLast().drained = gpus;
        return this;
    }

    public CapacityWorld notReclaimable() {
        items.getLast().reclaimable = false;
        return this;
    }

    public CapacityWorld reclaimedBefore(int times) {
        items.getLast().timesReclaimed = times;
        return this;
    }

    /** When the lease started, or the request was made. */
    public CapacityWorld since(Instant since) {
        items.getLast().since = since;
        return this;
    }

    public CapacityWorld endsAt(Instant end) {
        items.getLast().endsAt = end;
        return this;
    }

    public CapacityWorld startsAt(Instant start) {
        items.getLast().startsAt = start;
        return this;
    }

    /** GPUs are being reclaimed for the request, all that it asks for. */
    public CapacityWorld taker() {
        return takerOf(items.getLast().gpus);
    }

    /** That many GPUs are being reclaimed for the request. */
    public CapacityWorld takerOf(int gpus) {
        items.getLast().takes = gpus;
        return this;
    }

    public CapacityWorld notice(String lease, int gpus, String forRequest, Instant deadline) {
        notices.add(new Notice(lease, gpus, forRequest, ReclaimReason.OWNER_RECLAIM, deadline));
        return this;
    }

    /** A lease was told to lend so many to a request because they are idle. */
    public CapacityWorld lending(String lease, int gpus, String forRequest, Instant deadline) {
        notices.add(new Notice(lease, gpus, forRequest, ReclaimReason.IDLE, deadline));
        return this;
    }

    /** A lease was told to give back so many because devices were drained. */
    public CapacityWorld vacating(String lease, int gpus, Instant deadline) {
        notices.add(new Notice(lease, gpus, null, ReclaimReason.CAPACITY_LOST, deadline));
        return this;
    }

    public CapacityWorld lends(String lender, String borrower, int gpus) {
        loans.add(new Loan(lender, borrower, H100, gpus));
        return this;
    }

    public World world() {
        return new World(
                policy,
                List.of(new Flavor(H100, capacity)),
                cohorts,
                teams,
                items.stream().filter(item -> item.held).map(Item::asHeld).toList(),
                items.stream().filter(item -> !item.held).map(Item::asWaiting).toList(),
                notices,
                loans);
    }

    public Plan plannedAt(Instant now) {
        return new Allocator().plan(world(), now);
    }
}
