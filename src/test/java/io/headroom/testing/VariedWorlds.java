package io.headroom.testing;

import io.headroom.allocator.Choice;
import io.headroom.allocator.Cohort;
import io.headroom.allocator.Flavor;
import io.headroom.allocator.FlavorPolicy;
import io.headroom.allocator.Held;
import io.headroom.allocator.Policy;
import io.headroom.allocator.Preemption;
import io.headroom.allocator.PreemptionRules;
import io.headroom.allocator.Preset;
import io.headroom.allocator.Profile;
import io.headroom.allocator.Quota;
import io.headroom.allocator.Range;
import io.headroom.allocator.Standing;
import io.headroom.allocator.Team;
import io.headroom.allocator.Waiting;
import io.headroom.allocator.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random worlds with everything the rules know: two flavors and a choice between them, sizes in steps that grow, measured
 * demand, what may not be reclaimed, ranks, weights of zero, history, and teams that take from themselves.
 */
public final class VariedWorlds {
    public static final String A100 = "a100";

    private static final List<String> FLAVORS = List.of(CapacityWorld.H100, A100);
    private static final List<Preemption> WITHIN_TEAM =
            List.of(Preemption.NEVER, Preemption.LOWER_PRIORITY, Preemption.LOWER_OR_NEWER_EQUAL_PRIORITY);

    private final RandomWorlds plain;
    private final Random random;

    public VariedWorlds(long seed) {
        this.plain = new RandomWorlds(seed);
        this.random = plain.random();
    }

    /** A world in use. */
    public World busy(Instant now) {
        World world = plain.busy(now);
        World varied = varied(world);
        return varied.leases(varied.leases().stream().map(this::lease).toList())
                .waiting(world.waiting().stream().map(this::request).toList());
    }

    /** The same with other standings and rules, and a second flavor. */
    public World varied(World world) {
        Policy policy = new Policy(Preset.HEADROOM, random.nextInt(3) == 0 ? 1.5 : 0, Duration.ofHours(24));
        return new World(
                policy,
                List.of(world.flavors().getFirst(), new Flavor(A100, random.nextInt(12))),
                world.cohorts().stream()
                        .map(it -> new Cohort(it.name(), it.parent(), standing(), both(it.quotas(), Quota.NONE)))
                        .toList(),
                world.teams().stream().map(this::team).toList(),
                world.leases(),
                world.waiting(),
                world.notices(),
                world.loans());
    }

    private Team team(Team team) {
        PreemptionRules rules = PreemptionRules.NONE.withinTeam(WITHIN_TEAM.get(Math.max(0, random.nextInt(5) - 2)));
        return team.standing(standing())
                .owning(both(team.quotas(), plain.quota(6)))
                .ruledBy(team.rules().preempting(rules).protectedFor(Duration.ofMinutes(random.nextInt(25))));
    }

    private Standing standing() {
        return new Standing(random.nextInt(4), random.nextInt(4) == 0 ? 1 : 0, random.nextDouble(), Instant.EPOCH);
    }

    private static Map<String, Quota> both(Map<String, Quota> quotas, Quota second) {
        Map<String, Quota> both = new HashMap<>(quotas);
        both.put(A100, second);
        return both;
    }

    /** A lease that may grow, shrinks in steps and is measured. */
    public Held lease(Held it) {
        int step = 1 + random.nextInt(2);
        int max = it.gpus() + random.nextInt(3) * step;
        Range range = new Range(it.range().min(), max, step);
        int wanted = random.nextInt(3) == 0 ? random.nextInt(max + 1) : Integer.MAX_VALUE;
        Held.Use use = new Held.Use(it.use().idle(), 0, wanted);
        return new Held(
                it.id(),
                it.team(),
                it.flavor(),
                it.gpus(),
                range,
                it.profile(),
                use,
                it.timesReclaimed(),
                it.startedAt(),
                it.endsAt());
    }

    /** A request that accepts one flavor or both, in some order, and may ask not to be reclaimed. */
    public Waiting request(Waiting it) {
        int step = 1 + random.nextInt(2);
        Range range = new Range(it.range().min(), it.gpus() + random.nextInt(2) * step, step);
        boolean reclaimable = random.nextInt(6) > 0;
        Duration delay = random.nextInt(6) == 0 ? Duration.ofMinutes(20) : Duration.ZERO;
        return new Waiting(
                it.id(),
                it.team(),
                choice(),
                it.gpus(),
                range,
                new Profile(it.kind(), it.priority(), reclaimable),
                it.startsAt() == null ? delay : Duration.ZERO,
                it.submittedAt(),
                it.startsAt(),
                it.endsAt(),
                null);
    }

    private Choice choice() {
        FlavorPolicy policy = FlavorPolicy.values()[random.nextInt(FlavorPolicy.values().length)];
        return switch (random.nextInt(4)) {
            case 0 -> new Choice(FLAVORS, policy);
            case 1 -> new Choice(FLAVORS.reversed(), policy);
            case 2 -> Choice.of(A100);
            default -> Choice.of(CapacityWorld.H100);
        };
    }

    public Random random() {
        return random;
    }

    public RandomWorlds plain() {
        return plain;
    }
}
