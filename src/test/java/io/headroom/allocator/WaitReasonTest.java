package io.headroom.allocator;

import static io.headroom.testing.CapacityWorld.NOON;
import static io.headroom.testing.CapacityWorld.capacity;
import static io.headroom.testing.CapacityWorld.nominal;
import static io.headroom.testing.PlanAssert.assertThat;

import io.headroom.testing.CapacityWorld;
import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Section 5: a wait carries exactly one code, and lifting that constraint alone changes the decision. */
class WaitReasonTest {
    private static CapacityWorld guestAsks(CapacityWorld world, int gpus) {
        return world.team("guest", nominal(0)).waiting("r", "guest", gpus);
    }

    private static CapacityWorld ownerAsks(CapacityWorld world) {
        return world.waiting("r", "owner", 4);
    }

    private static CapacityWorld lent() {
        return capacity(4).team("owner", nominal(4)).team("guest", nominal(0)).lease("g", 4);
    }

    /** Asks for two while everything is lent to others, and would not take from them for a week. */
    private static CapacityWorld patientGuest(int mayBorrow) {
        return capacity(4)
                .team("owner", nominal(4))
                .using(4)
                .team("guest", nominal(0).borrowingAtMost(mayBorrow))
                .waiting("r", "guest", 2)
                .patientFor(Duration.ofDays(7));
    }

    static Stream<Arguments> cases() {
        CapacityWorld limited = capacity(4).team("owner", nominal(4));
        return Stream.of(
                Arguments.argumentSet(
                        "nothing of the flavor exists",
                        WaitReason.NO_MATCHING_FLAVOR,
                        guestAsks(capacity(0), 1),
                        guestAsks(capacity(1), 1)),
                Arguments.argumentSet(
                        "more than exists",
                        WaitReason.EXCEEDS_CAPACITY,
                        guestAsks(capacity(4), 5),
                        guestAsks(capacity(5), 5)),
                Arguments.argumentSet(
                        "a borrowing limit",
                        WaitReason.EXCEEDS_BORROWING_LIMIT,
                        limited.team("guest", nominal(0).borrowingAtMost(1)).waiting("r", "guest", 2),
                        guestAsks(capacity(4).team("owner", nominal(4)), 2)),
                Arguments.argumentSet(
                        "a lending limit",
                        WaitReason.EXCEEDS_LENDING_LIMITS,
                        guestAsks(capacity(4).team("owner", nominal(4).lendingAtMost(1)), 2),
                        guestAsks(capacity(4).team("owner", nominal(4)), 2)),
                Arguments.argumentSet(
                        "GPUs kept for another",
                        WaitReason.HELD_FOR_OTHERS,
                        guestAsks(
                                        capacity(4)
                                                .team("owner", nominal(4))
                                                .team("g", nominal(0))
                                                .lease("l", 2),
                                        2)
                                .waiting("t", "owner", 4)
                                .taker(),
                        guestAsks(
                                capacity(4)
                                        .team("owner", nominal(4))
                                        .team("g", nominal(0))
                                        .lease("l", 2),
                                2)),
                Arguments.argumentSet(
                        "a lease too young to take",
                        WaitReason.PROTECTED_BY_MINIMUM_RUNTIME,
                        ownerAsks(lent().since(NOON)),
                        ownerAsks(lent())),
                Arguments.argumentSet(
                        "a lease that may not be taken",
                        WaitReason.NOT_RECLAIMABLE,
                        ownerAsks(lent().notReclaimable()),
                        ownerAsks(lent())),
                Arguments.argumentSet(
                        "others who hold what they own",
                        WaitReason.WAITING_FOR_QUOTA,
                        guestAsks(capacity(4).team("owner", nominal(4)).using(4), 2),
                        guestAsks(capacity(4).team("owner", nominal(4)).using(2), 2)),
                Arguments.argumentSet(
                        "a borrowing limit, although the request would be patient",
                        WaitReason.EXCEEDS_BORROWING_LIMIT,
                        patientGuest(1),
                        patientGuest(2)),
                Arguments.argumentSet(
                        "a start in the future",
                        WaitReason.NOT_STARTED,
                        guestAsks(capacity(4), 2).startsAt(NOON.plusSeconds(60)),
                        guestAsks(capacity(4), 2)),
                Arguments.argumentSet(
                        "a reclaim under way",
                        WaitReason.WAITING_FOR_RECLAIM,
                        ownerAsks(lent()).taker().notice("g", 4, "r", NOON.plusSeconds(60)),
                        ownerAsks(lent()).taker().notice("g", 4, "r", NOON)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bindsAlone(WaitReason reason, CapacityWorld world, CapacityWorld lifted) {
        assertThat(world.plannedAt(NOON)).waits("r", reason);
        Assertions.assertThat(lifted.plannedAt(NOON).decisions())
                .noneMatch(
                        d -> d instanceof Decision.Wait wait && wait.request().equals("r") && wait.reason() == reason);
    }
}
