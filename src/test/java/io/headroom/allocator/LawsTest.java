package io.headroom.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.CapacityWorld;
import io.headroom.testing.RandomWorlds;
import io.headroom.testing.Replay;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The laws over random worlds, lawful or not, as they stand and when left alone. */
class LawsTest {
    private static final Instant NOON = CapacityWorld.NOON;

    @Property(tries = 3000)
    void onePlanObeysTheLaws(@ForAll long seed) {
        World before = new RandomWorlds(seed).busy(NOON);
        Replay replay = new Replay(before);
        Plan plan = replay.step(NOON);
        new Laws(before, plan, replay.world(), NOON).check();
    }

    @Property(tries = 3000)
    void planningAgainChangesNothing(@ForAll long seed) {
        Replay replay = new Replay(withoutReservations(new RandomWorlds(seed).busy(NOON)));
        Plan first = replay.step(NOON);
        assertNothingChanges(first, replay.step(NOON));
    }

    /** A reservation may find in the second plan that another's victim is enough for it too, and not in the third. */
    @Property(tries = 2000)
    void reservationsSettle(@ForAll long seed) {
        Replay replay = new Replay(new RandomWorlds(seed).busy(NOON));
        replay.step(NOON);
        Plan second = replay.step(NOON);
        assertNothingChanges(second, replay.step(NOON));
    }

    private static World withoutReservations(World world) {
        return world.waiting(world.waiting().stream()
                .filter(request -> request.startsAt() == null)
                .toList());
    }

    private static void assertNothingChanges(Plan first, Plan second) {
        assertThat(second.decisions()).as("after %s", first.decisions()).allMatch(Decision.Wait.class::isInstance);
        assertThat(second.loans()).isEqualTo(first.loans());
        assertThat(second.teams()).isEqualTo(first.teams());
        assertThat(second.nextWake()).isEqualTo(first.nextWake());
    }

    @Property(tries = 1000)
    void nobodyTakesBackFromTheOneWhoTookFromIt(@ForAll long seed) {
        Replay replay = new Replay(new RandomWorlds(seed).busy(NOON));
        Set<String> takers = new HashSet<>();
        Instant now = NOON;
        for (int step = 0; step < 60 && now != null; step++) {
            World before = replay.world();
            Plan plan = replay.step(now);
            new Laws(before, plan, replay.world(), now).check();
            // A lease that ended is a change of demand: its team may be the owner of what it lent before.
            if (plan.decisions().stream().anyMatch(Decision.Expire.class::isInstance)) takers.clear();
            for (Decision decision : plan.decisions())
                if (decision instanceof Decision.Reclaim reclaim) {
                    takers.add(reclaim.forRequest() + " from " + reclaim.lease());
                    assertThat(takers).doesNotContain(reclaim.lease() + " from " + reclaim.forRequest());
                }
            now = plan.nextWake();
        }
    }

    @Property(tries = 1000)
    void theTreeAgreesWithTheRulesAsWritten(@ForAll long seed) {
        World world = new RandomWorlds(seed).busy(NOON);
        Flavor flavor = world.flavors().getFirst();
        QuotaShape shape = QuotaShape.of(world, flavor);
        QuotaTree tree = new QuotaTree(shape);
        var held = PlainTree.held(world, flavor);
        held.forEach((team, gpus) -> tree.add(shape.team(team), gpus));
        PlainTree plain = new PlainTree(world, flavor, held);
        for (Team team : world.teams())
            assertThat(tree.available(shape.team(team.name()))).isEqualTo(plain.available(team.name()));
    }
}
