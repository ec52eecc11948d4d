package io.headroom.allocator;

import static io.headroom.testing.CapacityWorld.NOON;
import static io.headroom.testing.CapacityWorld.capacity;
import static io.headroom.testing.CapacityWorld.nominal;
import static io.headroom.testing.PlanAssert.assertThat;

import io.headroom.testing.CapacityWorld;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** R8: which leases give back. The owner asks for two GPUs; {@code victim} is the one that should yield. */
class VictimsTest {
    private static CapacityWorld owner(int capacity) {
        return capacity(capacity)
                .team("owner", nominal(2))
                .waiting("r", "owner", 2)
                .team("guest", nominal(0));
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.argumentSet(
                        "what is idle-held, whatever its priority",
                        owner(4).lease("busy", 2).lease("victim", 2).idle(2).priority(9)),
                Arguments.argumentSet(
                        "elastic surplus before anything stops",
                        owner(6).lease("whole", 2).lease("victim", 4).atLeast(2).priority(9)),
                Arguments.argumentSet(
                        "the team furthest above its guarantee",
                        owner(6).lease("small", 2)
                                .priority(-9)
                                .team("big", nominal(0))
                                .lease("victim", 2)
                                .priority(1)
                                .lease("more", 2)
                                .priority(2)),
                Arguments.argumentSet(
                        "the lowest priority",
                        owner(4).lease("high", 2).priority(1).lease("victim", 2)),
                Arguments.argumentSet(
                        "what was reclaimed least often",
                        owner(4).lease("again", 2).reclaimedBefore(1).lease("victim", 2)),
                Arguments.argumentSet(
                        "training before interactive",
                        owner(4).lease("human", 2)
                                .kind(Kind.INTERACTIVE)
                                .lease("victim", 2)
                                .kind(Kind.TRAINING)),
                Arguments.argumentSet(
                        "interactive before inference",
                        owner(4).lease("served", 2)
                                .kind(Kind.INFERENCE)
                                .lease("victim", 2)
                                .kind(Kind.INTERACTIVE)),
                Arguments.argumentSet(
                        "the newest",
                        owner(4).lease("older", 2)
                                .since(NOON.minusSeconds(7200))
                                .lease("victim", 2)),
                Arguments.argumentSet("the lower id", owner(4).lease("yours", 2).lease("victim", 2)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gives(CapacityWorld world) {
        assertThat(world.plannedAt(NOON)).reclaims(Map.of("victim", 2));
    }

    @Test
    void theFurthestTeamIsLookedForAfterEveryPick() {
        assertThat(capacity(8)
                        .team("owner", nominal(4))
                        .waiting("r", "owner", 4)
                        .team("a", nominal(0))
                        .lease("a1", 2)
                        .lease("a2", 2)
                        .team("b", nominal(0))
                        .lease("b1", 2)
                        .lease("b2", 2)
                        .plannedAt(NOON))
                .reclaims(Map.of("a1", 2, "b1", 2));
    }

    @Test
    void aVictimThatTurnsOutNotToBeNeededIsPutBack() {
        assertThat(owner(6).lease("small", 1)
                        .priority(-1)
                        .lease("filler", 3)
                        .priority(9)
                        .lease("big", 2)
                        .plannedAt(NOON))
                .reclaims(Map.of("big", 2));
    }

    @Test
    void anElasticLeaseShrinksByNoMoreThanNeeded() {
        assertThat(owner(8).lease("elastic", 8).atLeast(1).plannedAt(NOON)).reclaims(Map.of("elastic", 2));
    }

    @Test
    void anElasticLeaseShrinksToItsMinimumBeforeItStops() {
        assertThat(capacity(4)
                        .team("owner", nominal(4))
                        .waiting("r", "owner", 4)
                        .team("guest", nominal(0))
                        .lease("elastic", 4)
                        .atLeast(3)
                        .plannedAt(NOON))
                .reclaims(Map.of("elastic", 4));
    }

    @Test
    void whatOnlyShrinksInStepsGivesItsSmallestEvenIfThatIsMoreThanItBorrowed() {
        assertThat(capacity(5)
                        .team("owner", nominal(2))
                        .using(1)
                        .waiting("r", "owner", 1)
                        .team("guest", nominal(3))
                        .lease("stepping", 4)
                        .atLeast(2)
                        .inStepsOf(2)
                        .plannedAt(NOON))
                .reclaims(Map.of("stepping", 2));
    }

    @Test
    void gpusUnderNoticeForOneAreNotTakenForAnother() {
        assertThat(capacity(4)
                        .team("a", nominal(2))
                        .team("b", nominal(2))
                        .team("guest", nominal(0))
                        .lease("one", 2)
                        .lease("two", 2)
                        .waiting("ra", "a", 2)
                        .taker()
                        .waiting("rb", "b", 2)
                        .notice("one", 2, "ra", NOON.plusSeconds(60))
                        .plannedAt(NOON))
                .reclaims(Map.of("two", 2))
                .callsOffNothing();
    }

    @Test
    void whatIsNotReclaimableStays() {
        assertThat(owner(4).lease("fixed", 2)
                        .notReclaimable()
                        .priority(-1)
                        .lease("victim", 2)
                        .plannedAt(NOON))
                .reclaims(Map.of("victim", 2));
    }
}
