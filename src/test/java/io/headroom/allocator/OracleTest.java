package io.headroom.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.CapacityWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * Owners' reclaims against brute force: in worlds of at most four teams and eight GPUs, every set of victims there is,
 * with every size each of them could shrink to, judged by the rules as written (R1, R7, R8).
 */
class OracleTest {
    private static final Instant NOW = CapacityWorld.NOON;
    private static final String GPU = CapacityWorld.H100;

    @Property(tries = 5000, seed = "1")
    void anOwnersRequestIsAnsweredAsByTryingEverything(@ForAll long seed) {
        new Try(seed).check();
    }

    /** The property above is about something: all answers and kinds of victims occur. */
    @Test
    void everyAnswerOccurs() {
        Map<String, Integer> answers = new TreeMap<>();
        LongStream.range(0, 5000).forEach(seed -> answers.merge(new Try(seed).check(), 1, Integer::sum));
        assertThat(answers).containsKeys("admitted", "waits", "stops", "shrinks", "not within nominal");
        assertThat(answers.get("stops")).isGreaterThan(100);
        assertThat(answers.get("shrinks")).isGreaterThan(100);
    }

    /** One world with one request. */
    private static final class Try {
        private final long seed;
        private final World world;
        private final Flavor flavor;
        private final Waiting request;
        private final Map<String, Integer> used;
        private final PlainTree tree;

        Try(long seed) {
            this.seed = seed;
            this.world = world(new Random(seed));
            this.flavor = world.flavors().getFirst();
            this.request = world.waiting().getFirst();
            this.used = PlainTree.held(world, flavor);
            this.tree = new PlainTree(world, flavor, used);
        }

        /** What kind of answer it was. */
        String check() {
            int guaranteed = tree.shape.team(request.team()).guaranteed();
            if (used.getOrDefault(request.team(), 0) + request.gpus() > guaranteed) return "not within nominal";
            List<Decision> decisions = new Allocator().plan(world, NOW).decisions();
            Map<String, Integer> given = new HashMap<>();
            for (Decision d : decisions)
                if (d instanceof Decision.Reclaim r) given.merge(r.lease(), r.gpus(), Integer::sum);
            boolean admitted = decisions.stream().anyMatch(Decision.Admit.class::isInstance);
            assertThat(admitted).as("seed %d: %s", seed, decisions).isEqualTo(isEnough(Map.of()));
            if (admitted) return "admitted";
            List<Map<String, Integer>> sets = sets(0, new HashMap<>());
            assertThat(given.isEmpty())
                    .as("seed %d: %s of %s", seed, decisions, sets)
                    .isEqualTo(sets.isEmpty());
            if (sets.isEmpty()) return "waits";
            assertThat(sets).as("seed %d: %s", seed, decisions).contains(given);
            assertMinimal(given);
            boolean gentle = sets.stream().anyMatch(set -> !stopsSomebodyBusy(set));
            if (gentle)
                assertThat(stopsSomebodyBusy(given))
                        .as("seed %d: %s", seed, decisions)
                        .isFalse();
            return stopsSomebodyBusy(given) ? "stops" : "shrinks";
        }

        /** Whoever gives, all of it is needed, and no less of it would do. */
        private void assertMinimal(Map<String, Integer> given) {
            for (Held lease : world.leases())
                for (int less : gives(lease)) {
                    if (!given.containsKey(lease.id()) || less >= given.get(lease.id())) continue;
                    Map<String, Integer> fewer = new HashMap<>(given);
                    fewer.put(lease.id(), less);
                    assertThat(isEnough(fewer))
                            .as("seed %d: %s instead of %s", seed, fewer, given)
                            .isFalse();
                }
        }

        private boolean stopsSomebodyBusy(Map<String, Integer> given) {
            return world.leases().stream()
                    .anyMatch(l ->
                            given.getOrDefault(l.id(), 0) == l.gpus() && l.use().idle() < l.gpus());
        }

        /** Every permitted set of victims that is enough. */
        private List<Map<String, Integer>> sets(int from, Map<String, Integer> given) {
            List<Map<String, Integer>> sets = new ArrayList<>();
            if (from == world.leases().size()) {
                if (!given.isEmpty() && isPermitted(given) && isEnough(given)) sets.add(new HashMap<>(given));
                return sets;
            }
            Held lease = world.leases().get(from);
            for (int gives : lease.team().equals(request.team()) ? List.of(0) : gives(lease)) {
                if (gives > 0) given.put(lease.id(), gives);
                sets.addAll(sets(from + 1, given));
                given.remove(lease.id());
            }
            return sets;
        }

        /** Nothing, or down to any size it can work with, or all of it if it may be stopped (R9, R13). */
        private List<Integer> gives(Held lease) {
            List<Integer> gives = new ArrayList<>(List.of(0));
            if (!lease.profile().reclaimable()) return gives;
            for (int kept = lease.range().min(); kept < lease.gpus(); kept++) gives.add(lease.gpus() - kept);
            Team team = world.teams().stream()
                    .filter(t -> t.name().equals(lease.team()))
                    .findFirst()
                    .orElseThrow();
            if (!lease.startedAt().plus(team.rules().minimumRuntime()).isAfter(NOW)) gives.add(lease.gpus());
            return gives;
        }

        /** Only what is borrowed by the team, and by its cohorts from others; of one that is stopped, its smallest size may straddle (R7). */
        private boolean isPermitted(Map<String, Integer> given) {
            PlainTree left = without(given);
            for (QuotaNode owner : tree.shape.nodes()) {
                List<Held> victims = world.leases().stream()
                        .filter(l -> given.containsKey(l.id()))
                        .filter(l -> tree.keptFrom(tree.shape.team(l.team()), request.team())
                                .contains(owner))
                        .toList();
                if (victims.isEmpty() || left.usage(owner) >= left.subtree(owner)) continue;
                boolean straddles = victims.stream()
                        .anyMatch(l -> given.get(l.id()) == l.gpus()
                                && left.usage(owner) + l.range().min() > left.subtree(owner));
                if (!straddles) return false;
            }
            return true;
        }

        private boolean isEnough(Map<String, Integer> given) {
            return without(given).available(request.team()) >= request.gpus();
        }

        private PlainTree without(Map<String, Integer> given) {
            Map<String, Integer> left = new HashMap<>(used);
            for (Held lease : world.leases())
                left.merge(lease.team(), -given.getOrDefault(lease.id(), 0), Integer::sum);
            return tree.holding(left);
        }

        private static World world(Random random) {
            Flavor flavor = new Flavor(GPU, 1 + random.nextInt(8));
            List<Cohort> cohorts = random.nextBoolean()
                    ? List.of()
                    : List.of(new Cohort("c", null, Standing.DEFAULT, Map.of(GPU, quota(random, 3))));
            List<Team> teams = new ArrayList<>();
            for (int i = 1 + random.nextInt(4); i > 0; i--)
                teams.add(new Team(
                        "t" + i,
                        cohorts.isEmpty() || random.nextBoolean() ? null : "c",
                        Standing.DEFAULT,
                        Map.of(GPU, quota(random, 5)),
                        TeamRules.DEFAULT));
            List<Held> leases = new ArrayList<>();
            for (int free = flavor.capacity(); free > 0 && random.nextInt(8) > 0; ) {
                Held lease = lease(random, leases.size(), any(random, teams), 1 + random.nextInt(Math.min(free, 4)));
                free -= lease.gpus();
                leases.add(lease);
            }
            int gpus = 1 + random.nextInt(4);
            Waiting request = new Waiting(
                    "r",
                    any(random, teams),
                    Choice.of(GPU),
                    gpus,
                    Range.exactly(gpus),
                    new Profile(Kind.TRAINING, 0, true),
                    Duration.ZERO,
                    NOW,
                    null,
                    NOW.plus(Duration.ofDays(1)),
                    null);
            return new World(
                    Policy.DEFAULT, List.of(flavor), cohorts, teams, leases, List.of(request), List.of(), List.of());
        }

        private static Held lease(Random random, int id, String team, int gpus) {
            int min = random.nextInt(3) == 0 ? 1 + random.nextInt(gpus) : gpus;
            Held.Use use = new Held.Use(random.nextInt(3) == 0 ? random.nextInt(gpus + 1) : 0, 0, gpus);
            Profile profile = new Profile(Kind.values()[random.nextInt(4)], random.nextInt(3), random.nextInt(6) > 0);
            Instant started = NOW.minus(Duration.ofMinutes(random.nextInt(60)));
            return new Held(
                    "l" + id,
                    team,
                    GPU,
                    gpus,
                    Range.of(min, gpus),
                    profile,
                    use,
                    random.nextInt(3),
                    started,
                    NOW.plus(Duration.ofDays(2)));
        }

        private static Quota quota(Random random, int most) {
            Quota quota = Quota.nominal(random.nextInt(most));
            if (random.nextInt(4) == 0) quota = quota.borrowingAtMost(random.nextInt(4));
            return random.nextInt(4) == 0 ? quota.lendingAtMost(random.nextInt(4)) : quota;
        }

        private static String any(Random random, List<Team> teams) {
            return teams.get(random.nextInt(teams.size())).name();
        }
    }
}
