package io.headroom.testing;

import io.headroom.allocator.Choice;
import io.headroom.allocator.Cohort;
import io.headroom.allocator.Flavor;
import io.headroom.allocator.Held;
import io.headroom.allocator.Kind;
import io.headroom.allocator.Policy;
import io.headroom.allocator.Profile;
import io.headroom.allocator.Quota;
import io.headroom.allocator.Range;
import io.headroom.allocator.Standing;
import io.headroom.allocator.Team;
import io.headroom.allocator.TeamRules;
import io.headroom.allocator.Waiting;
import io.headroom.allocator.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Small worlds with nested cohorts and limits, all from one seed. */
public final class RandomWorlds {
    private final Random random;
    private int ids;

    public RandomWorlds(long seed) {
        this.random = new Random(seed);
    }

    public Random random() {
        return random;
    }

    /** A world in which nobody holds or wants anything. */
    public World empty() {
        Flavor flavor = new Flavor(CapacityWorld.H100, 4 + random.nextInt(28));
        List<Cohort> cohorts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String parent = cohorts.isEmpty() || random.nextBoolean()
                    ? null
                    : cohorts.get(random.nextInt(cohorts.size())).name();
            Quota quota = random.nextInt(3) == 0 ? quota(6) : limited(Quota.NONE);
            cohorts.add(new Cohort("c" + i, parent, Standing.DEFAULT, Map.of(flavor.name(), quota)));
        }
        List<Team> teams = new ArrayList<>();
        for (int i = 1 + random.nextInt(5); i >= 0; i--) teams.add(team("t" + i, flavor, cohorts));
        return new World(Policy.DEFAULT, List.of(flavor), cohorts, teams, List.of(), List.of(), List.of(), List.of());
    }

    private Team team(String name, Flavor flavor, List<Cohort> cohorts) {
        String cohort = cohorts.isEmpty() || random.nextInt(4) == 0
                ? null
                : cohorts.get(random.nextInt(cohorts.size())).name();
        return new Team(
                name,
                cohort,
                Standing.weighing(1 + random.nextInt(3)),
                Map.of(flavor.name(), quota(9)),
                TeamRules.DEFAULT);
    }

    public Quota quota(int most) {
        return limited(Quota.nominal(random.nextInt(most)));
    }

    private Quota limited(Quota quota) {
        Quota borrowing = random.nextInt(3) == 0 ? quota.borrowingAtMost(random.nextInt(8)) : quota;
        return random.nextInt(3) == 0 ? borrowing.lendingAtMost(random.nextInt(6)) : borrowing;
    }

    /** A world in use: whatever fits is held, whoever holds it, and some wait. */
    public World busy(Instant now) {
        World world = empty();
        List<Held> leases = new ArrayList<>();
        int free = world.flavors().getFirst().capacity();
        while (free > 0 && random.nextInt(12) > 0) {
            Held lease = lease(world, Math.min(free, 1 + random.nextInt(6)), now);
            free -= lease.gpus();
            leases.add(lease);
        }
        List<Waiting> waiting = new ArrayList<>();
        for (int i = random.nextInt(7); i > 0; i--) waiting.add(request(world, now));
        return world.leases(leases).waiting(waiting);
    }

    private Held lease(World world, int gpus, Instant now) {
        int min = random.nextInt(3) == 0 ? 1 + random.nextInt(gpus) : gpus;
        return new Held(
                "l" + ids++,
                anyTeam(world),
                CapacityWorld.H100,
                gpus,
                Range.of(min, gpus),
                new Profile(anyKind(), random.nextInt(3), random.nextInt(8) > 0),
                new Held.Use(random.nextInt(4) == 0 ? random.nextInt(gpus + 1) : 0, 0, gpus),
                random.nextInt(3),
                now.minus(minutes(30)),
                now.plus(minutes(600)).plusSeconds(1));
    }

    public Waiting request(World world, Instant now) {
        int gpus = 1 + random.nextInt(8);
        int min = random.nextInt(3) == 0 ? 1 + random.nextInt(gpus) : gpus;
        Instant start = random.nextInt(8) == 0 ? now.plus(minutes(90)).plusSeconds(1) : null;
        Instant from = start == null ? now : start;
        return new Waiting(
                "r" + ids++,
                anyTeam(world),
                Choice.of(CapacityWorld.H100),
                gpus,
                Range.of(min, gpus),
                new Profile(anyKind(), random.nextInt(3), true),
                Duration.ZERO,
                now,
                start,
                from.plus(minutes(1200)).plusSeconds(1),
                null);
    }

    private String anyTeam(World world) {
        return world.teams().get(random.nextInt(world.teams().size())).name();
    }

    private Kind anyKind() {
        return Kind.values()[random.nextInt(Kind.values().length)];
    }

    private Duration minutes(int most) {
        return Duration.ofMinutes(random.nextInt(most));
    }
}
