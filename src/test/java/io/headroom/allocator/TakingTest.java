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

/** R7: who may take from whom. {@code r} asks, {@code l} gives. */
class TakingTest {
    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.argumentSet(
                        "an owner, what was lent",
                        ReclaimReason.OWNER_RECLAIM,
                        capacity(4)
                                .team("owner", nominal(4))
                                .team("guest", nominal(0))
                                .lease("l", 4)
                                .waiting("r", "owner", 4)),
                Arguments.argumentSet(
                        "who is below its fair share, from who is above",
                        ReclaimReason.FAIR_SHARE_RECLAIM,
                        capacity(8)
                                .team("poor", nominal(0))
                                .team("rich", nominal(0))
                                .lease("l", 8)
                                .atLeast(1)
                                .waiting("r", "poor", 2)),
                Arguments.argumentSet(
                        "the same, although its cohort owns nothing that the team does not keep",
                        ReclaimReason.FAIR_SHARE_RECLAIM,
                        capacity(16)
                                .cohort("c")
                                .team("keeping", nominal(4).lendingAtMost(0))
                                .cohort("d")
                                .team("rich", nominal(0))
                                .lease("l", 12)
                                .atLeast(1)
                                .waiting("r", "keeping", 8)),
                Arguments.argumentSet(
                        "higher priority, in its own team",
                        ReclaimReason.PRIORITY_IN_TEAM,
                        capacity(4)
                                .team("a", nominal(4))
                                .takingFromItself()
                                .lease("l", 4)
                                .waiting("r", "a", 4)
                                .priority(1)),
                Arguments.argumentSet(
                        "who asks within nominal, from who is over a limit that was lowered",
                        ReclaimReason.QUOTA_CHANGED,
                        capacity(6)
                                .team("over", nominal(2).borrowingAtMost(1))
                                .lease("l", 6)
                                .team("owner", nominal(4))
                                .waiting("r", "owner", 4)),
                Arguments.argumentSet(
                        "an owner, from who is over its limit because devices failed",
                        ReclaimReason.OWNER_RECLAIM,
                        capacity(15)
                                .team("a", nominal(8).borrowingAtMost(2))
                                .lease("l", 10)
                                .team("owner", nominal(12))
                                .lease("o", 5)
                                .waiting("r", "owner", 4)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void takes(ReclaimReason reason, CapacityWorld world) {
        assertThat(world.plannedAt(NOON)).reclaimsFor(reason).waits("r", WaitReason.WAITING_FOR_RECLAIM);
    }

    @Test
    void whatACohortOwnsIsNotBorrowedFromOthers() {
        // r's four are with c; l holds what its own cohort owns.
        assertThat(capacity(12)
                        .team("c", nominal(0))
                        .lease("lc", 4)
                        .team("b", nominal(4))
                        .cohort("R", nominal(8))
                        .team("a", nominal(0))
                        .lease("l", 8)
                        .atLeast(4)
                        .waiting("r", "b", 4)
                        .plannedAt(NOON))
                .reclaims(Map.of("lc", 4));
    }

    @Test
    void higherPriorityTakesFromItsTeamWhatOwnersCannotGiveBack() {
        assertThat(capacity(8)
                        .team("a", nominal(8))
                        .takingFromItself()
                        .lease("low", 2)
                        .team("b", nominal(0))
                        .lease("old", 4)
                        .lease("young", 2)
                        .since(NOON)
                        .waiting("r", "a", 6)
                        .priority(1)
                        .plannedAt(NOON))
                .reclaims(Map.of("old", 4, "low", 2));
    }

    @Test
    void nobodyTakesFromItsOwnTeamUnlessTheRuleSaysSo() {
        assertThat(capacity(4)
                        .team("a", nominal(4))
                        .lease("l", 4)
                        .waiting("r", "a", 4)
                        .priority(1)
                        .plannedAt(NOON))
                .reclaimsNothing();
    }

    @Test
    void allThatIsIdleGoesBeforeWhatIsBusyShrinks() {
        assertThat(capacity(8)
                        .team("owner", nominal(4))
                        .team("sleeper", nominal(0))
                        .lease("idle", 4)
                        .atLeast(2)
                        .idle(4)
                        .team("worker", nominal(0))
                        .lease("busy", 4)
                        .atLeast(1)
                        .waiting("r", "owner", 4)
                        .plannedAt(NOON))
                .reclaims(Map.of("idle", 4));
    }
}
