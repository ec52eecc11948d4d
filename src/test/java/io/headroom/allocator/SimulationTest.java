package io.headroom.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.CapacityWorld;
import io.headroom.testing.RandomWorlds;
import io.headroom.testing.Replay;
import io.headroom.testing.Requests;
import io.headroom.testing.VariedWorlds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Thirty days of arrivals, early releases, expiries, scheduled starts, quota edits, lost devices, idle leases that are lent
 * and called back, and clock jumps, all from a seed; the laws are checked after every step, 100,000 of them. The seed is in the message of what fails. More
 * seeds: {@code -Dheadroom.simulation.seeds=1000}.
 */
class SimulationTest {
    private static final Duration LENGTH = Duration.ofDays(30);
    private static final int MOST_MORE = 3;
    private static final LongAdder STEPS = new LongAdder();
    private static final LongAdder LATE = new LongAdder();
    private static final LongAdder LENT = new LongAdder();
    private static final LongAdder CALLED_BACK = new LongAdder();
    private static final long SEEDS = Long.getLong("headroom.simulation.seeds", 205);

    @AfterAll
    static void settlesAtOnce() {
        System.out.printf("%,d steps, %d of them settled a plan later than they should%n", STEPS.sum(), LATE.sum());
        assertThat(LATE.sum() * 1000)
                .as("settles late in less than one of 1,000 steps")
                .isLessThan(STEPS.sum());
        assertThat(LENT.sum()).as("idle leases lent").isGreaterThan(SEEDS);
        assertThat(CALLED_BACK.sum()).as("called back").isGreaterThan(SEEDS);
        assertThat(STEPS.sum()).as("steps of %d seeds", SEEDS).isGreaterThan(SEEDS * 400);
    }

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void thirtyDays(long seed) {
        new Run(seed).forThirtyDays();
    }

    private static final class Run {
        private final long seed;
        private final VariedWorlds worlds;
        private final RandomWorlds plain;
        private final Random random;
        private final Replay replay;
        private Instant now = CapacityWorld.NOON;
        private Instant wake;
        private final Map<String, Set<String>> takers = new HashMap<>();

        Run(long seed) {
            this.seed = seed;
            this.worlds = new VariedWorlds(seed);
            this.plain = worlds.plain();
            this.random = worlds.random();
            this.replay = new Replay(worlds.varied(plain.empty()));
        }

        void forThirtyDays() {
            Instant end = now.plus(LENGTH);
            while (now.isBefore(end)) {
                change();
                try {
                    planUntilQuiet();
                } catch (AssertionError | RuntimeException broken) {
                    throw new AssertionError("seed " + seed + " at " + now + ": " + broken.getMessage(), broken);
                }
                advance();
            }
        }

        /**
         * What yields entirely asks again at once, so a plan may be followed by another, but hardly ever by a third: the
         * test as a whole counts how often that happens. A plan may wake for nothing once more than the one after it.
         */
        private void planUntilQuiet() {
            takers.clear();
            Plan plan = planOnce();
            boolean requeued = plan.decisions().stream()
                    .anyMatch(d -> d instanceof Decision.Shrink shrink && shrink.remaining() == 0);
            if (requeued) plan = planOnce();
            Plan again = planOnce();
            for (int more = 0; more < MOST_MORE && !isQuiet(again); more++) {
                LATE.increment();
                plan = again;
                again = planOnce();
            }
            STEPS.increment();
            assertThat(again.decisions()).as("after %s", plan.decisions()).allMatch(Decision.Wait.class::isInstance);
            assertThat(again.loans()).isEqualTo(plan.loans());
            if (again.nextWake() != null) assertThat(again.nextWake()).isAfterOrEqualTo(plan.nextWake());
            wake = again.nextWake();
        }

        private static boolean isQuiet(Plan plan) {
            return plan.decisions().stream().allMatch(Decision.Wait.class::isInstance);
        }

        private Plan planOnce() {
            World before = replay.world();
            Plan plan = replay.step(now);
            new Laws(before, plan, replay.world(), now).check();
            plan.decisions().forEach(this::takesFromNobodyWhoTookFromIt);
            LENT.add(plan.decisions().stream()
                    .filter(it -> it instanceof Decision.Shrink shrink && shrink.lends())
                    .count());
            return plan;
        }

        /** Law 7: while nothing changes, whoever gave back for another takes nothing from that. */
        private void takesFromNobodyWhoTookFromIt(Decision decision) {
            if (!(decision instanceof Decision.Reclaim it) || it.forRequest() == null) return;
            takers.computeIfAbsent(it.lease(), _ -> new HashSet<>()).add(it.forRequest());
            assertThat(takers.getOrDefault(it.forRequest(), Set.of()))
                    .as("took from %s, and now: %s", it.lease(), it)
                    .doesNotContain(it.lease());
        }

        private void advance() {
            Instant next = now.plus(Duration.ofMinutes(1 + random.nextInt(180)));
            boolean jump = random.nextInt(50) == 0;
            if (jump) next = now.plus(Duration.ofHours(random.nextInt(30)));
            else if (wake != null && wake.isBefore(next)) next = wake;
            now = next;
        }

        private void change() {
            World world = replay.world();
            List<Held> leases = new ArrayList<>(world.leases());
            List<Waiting> waiting = new ArrayList<>(world.waiting());
            if (waiting.size() < 8 && random.nextInt(3) > 0) waiting.add(worlds.request(plain.request(world, now)));
            if (!waiting.isEmpty() && random.nextInt(20) == 0) waiting.remove(random.nextInt(waiting.size()));
            if (!leases.isEmpty() && random.nextInt(8) == 0) leases.remove(random.nextInt(leases.size()));
            if (!leases.isEmpty() && random.nextInt(6) == 0) measure(leases);
            List<Team> teams = random.nextInt(60) == 0 ? withOneQuotaEdited(world.teams()) : world.teams();
            List<Flavor> flavors = new ArrayList<>(world.flavors());
            if (random.nextInt(60) == 0) flavors.set(0, withOtherCapacity(flavors.getFirst(), leases));
            replay.edit(world.flavors(flavors).teams(teams).leases(leases).waiting(waiting));
            for (String lent : replay.lent()) {
                if (random.nextInt(10) > 0) continue;
                replay.callBack(lent);
                CALLED_BACK.increment();
            }
        }

        /** Something else is known of a lease: how many GPUs are idle, since when, and how many it could keep busy. */
        private void measure(List<Held> leases) {
            int which = random.nextInt(leases.size());
            Held lease = leases.get(which);
            int wanted = random.nextBoolean()
                    ? Integer.MAX_VALUE
                    : random.nextInt(lease.range().max() + 1);
            int idle = random.nextInt(3) == 0 ? lease.gpus() : random.nextInt(lease.gpus() + 1);
            int lendable = lease.profile().reclaimable() && random.nextInt(3) > 0 ? idle : 0;
            leases.set(which, lease.using(new Held.Use(idle, 0, wanted, 0, lendable)));
        }

        private List<Team> withOneQuotaEdited(List<Team> teams) {
            List<Team> edited = new ArrayList<>(teams);
            Team team = edited.remove(random.nextInt(edited.size()));
            Map<String, Quota> quotas = new HashMap<>(team.quotas());
            quotas.put(CapacityWorld.H100, plain.quota(9));
            edited.add(team.owning(quotas));
            return edited;
        }

        /** Devices fail, some of them under a lease, or come back. */
        private Flavor withOtherCapacity(Flavor flavor, List<Held> leases) {
            int change = random.nextInt(7) - 3;
            List<Held> mine = leases.stream()
                    .filter(it -> it.flavor().equals(flavor.name()))
                    .toList();
            if (change < 0 && !mine.isEmpty() && random.nextBoolean()) {
                Held hit = mine.get(random.nextInt(mine.size()));
                leases.remove(hit);
                leases.add(Requests.losing(hit, Math.min(hit.gpus(), -change)));
            }
            return new Flavor(flavor.name(), Math.max(1, flavor.capacity() + change));
        }
    }
}
