package io.headroom.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.CapacityWorld;
import io.headroom.testing.RandomWorlds;
import io.headroom.testing.Replay;
import io.headroom.testing.Requests;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Thirty days of arrivals, early releases, expiries, scheduled starts, quota edits, lost devices and clock jumps, all
 * from a seed; the laws are checked after every step. More seeds: {@code -Dheadroom.simulation.seeds=1000}.
 */
class SimulationTest {
    private static final Duration LENGTH = Duration.ofDays(30);

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("headroom.simulation.seeds", 12));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void thirtyDays(long seed) {
        new Run(seed).forThirtyDays();
    }

    private static final class Run {
        private final long seed;
        private final RandomWorlds worlds;
        private final Random random;
        private final Replay replay;
        private Instant now = CapacityWorld.NOON;
        private Instant wake;

        Run(long seed) {
            this.seed = seed;
            this.worlds = new RandomWorlds(seed);
            this.random = worlds.random();
            this.replay = new Replay(worlds.empty());
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

        /** What yields entirely asks again at once, so a plan may be followed by another, but not by a third. */
        private void planUntilQuiet() {
            Plan plan = planOnce();
            boolean requeued = plan.decisions().stream()
                    .anyMatch(d -> d instanceof Decision.Shrink shrink && shrink.remaining() == 0);
            if (requeued) plan = planOnce();
            Plan again = planOnce();
            assertThat(again.decisions()).as("after %s", plan.decisions()).allMatch(Decision.Wait.class::isInstance);
            assertThat(again.loans()).isEqualTo(plan.loans());
            assertThat(again.nextWake()).isEqualTo(plan.nextWake());
            wake = again.nextWake();
        }

        private Plan planOnce() {
            World before = replay.world();
            Plan plan = replay.step(now);
            new Laws(before, plan, replay.world(), now).check();
            return plan;
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
            if (waiting.size() < 8 && random.nextInt(3) > 0) waiting.add(worlds.request(world, now));
            if (!waiting.isEmpty() && random.nextInt(20) == 0) waiting.remove(random.nextInt(waiting.size()));
            if (!leases.isEmpty() && random.nextInt(8) == 0) leases.remove(random.nextInt(leases.size()));
            List<Team> teams = random.nextInt(60) == 0 ? withOneQuotaEdited(world.teams()) : world.teams();
            Flavor flavor = world.flavors().getFirst();
            if (random.nextInt(60) == 0) flavor = withOtherCapacity(flavor, leases);
            replay.edit(
                    world.flavors(List.of(flavor)).teams(teams).leases(leases).waiting(waiting));
        }

        private List<Team> withOneQuotaEdited(List<Team> teams) {
            List<Team> edited = new ArrayList<>(teams);
            Team team = edited.remove(random.nextInt(edited.size()));
            edited.add(team.owning(Map.of(CapacityWorld.H100, worlds.quota(9))));
            return edited;
        }

        /** Devices fail, some of them under a lease, or come back. */
        private Flavor withOtherCapacity(Flavor flavor, List<Held> leases) {
            int change = random.nextInt(7) - 3;
            if (change < 0 && !leases.isEmpty() && random.nextBoolean()) {
                Held hit = leases.remove(random.nextInt(leases.size()));
                leases.add(Requests.losing(hit, Math.min(hit.gpus(), -change)));
            }
            return new Flavor(flavor.name(), Math.max(1, flavor.capacity() + change));
        }
    }
}
