package io.headroom.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.CapacityWorld;
import io.headroom.testing.RandomWorlds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Law 8: history, weight and rank move only the surplus. The same worlds with other standings. */
class StandingTest {
    private static final Instant NOON = CapacityWorld.NOON;

    @Property(tries = 3000, seed = "1")
    void whatATeamIsOwedOfItsOwnDoesNotDependOnItsStanding(@ForAll long seed) {
        World world = new RandomWorlds(seed).busy(NOON);
        assertThat(owedOfTheirOwn(standingOtherwise(world, seed))).isEqualTo(owedOfTheirOwn(world));
    }

    /** Alone in the queue, so that nobody's surplus is in its way: granted, taken back for, or waiting in both. */
    @Property(tries = 3000, seed = "1")
    void aRequestWithinNominalIsAnsweredTheSame(@ForAll long seed) {
        World world = new RandomWorlds(seed).busy(NOON);
        for (Waiting request : world.waiting()) {
            World alone = world.waiting(List.of(request));
            Flavor flavor = world.flavors().getFirst();
            QuotaNode team = QuotaShape.of(world, flavor).team(request.team());
            int held = PlainTree.held(world, flavor).getOrDefault(request.team(), 0);
            if (request.startsAt() != null || held + request.gpus() > team.guaranteed()) continue;
            assertThat(answer(standingOtherwise(alone, seed))).isEqualTo(answer(alone));
        }
    }

    private static Map<String, Integer> owedOfTheirOwn(World world) {
        Map<String, Integer> owed = new HashMap<>();
        for (TeamShare share : new Allocator().plan(world, NOON).teams())
            owed.put(share.team(), Math.min(share.fairShare(), share.guaranteed()));
        return owed;
    }

    private static String answer(World world) {
        return new Allocator()
                .plan(world, NOON).decisions().stream()
                        .map(decision -> switch (decision) {
                            case Decision.Admit admit -> "granted " + admit.gpus();
                            case Decision.Wait wait -> wait.reason() + " " + wait.gpus();
                            default -> "";
                        })
                        .filter(said -> !said.isEmpty())
                        .findFirst()
                        .orElseThrow();
    }

    private static World standingOtherwise(World world, long seed) {
        Random random = new Random(~seed);
        List<Team> teams = new ArrayList<>();
        for (Team team : world.teams()) teams.add(team.standing(standing(random)));
        List<Cohort> cohorts = world.cohorts().stream()
                .map(it -> new Cohort(it.name(), it.parent(), standing(random), it.quotas()))
                .toList();
        Policy policy = new Policy(Preset.HEADROOM, random.nextInt(3), Duration.ofHours(24));
        return new World(
                policy,
                world.flavors(),
                cohorts,
                teams,
                world.leases(),
                world.waiting(),
                world.notices(),
                world.loans());
    }

    private static Standing standing(Random random) {
        return new Standing(random.nextInt(4), random.nextInt(3), random.nextDouble(), Instant.EPOCH);
    }
}
