package io.headroom.allocator;

import static io.headroom.testing.CapacityWorld.NOON;
import static io.headroom.testing.CapacityWorld.capacity;
import static io.headroom.testing.CapacityWorld.nominal;
import static io.headroom.testing.PlanAssert.assertThat;

import io.headroom.testing.CapacityWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R9 and R10: notice, minimum runtime, and what was freed is kept for the one it was freed for. */
class NoticeTest {
    private static final Instant DEADLINE = NOON.plusSeconds(600);

    private static CapacityWorld full() {
        return capacity(4).team("owner", nominal(4)).team("guest", nominal(0));
    }

    private static CapacityWorld underNotice() {
        return full().lease("g", 4).waiting("r", "owner", 4).taker().notice("g", 4, "r", DEADLINE);
    }

    @ParameterizedTest
    @CsvSource({"TRAINING, 10", "PREPROCESSING, 5", "INTERACTIVE, 15", "INFERENCE, 30"})
    void aVictimGetsTheNoticeOfItsKind(Kind kind, int minutes) {
        Instant deadline = NOON.plus(Duration.ofMinutes(minutes));
        assertThat(full().lease("g", 4).kind(kind).waiting("r", "owner", 4).plannedAt(NOON))
                .reclaimsBy("g", deadline)
                .startsAround("r", deadline);
    }

    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "1, true"})
    void aLeaseIsAVictimFromItsMinimumRuntimeOn(int seconds, boolean victim) {
        var plan = full().lease("g", 4)
                .since(NOON.minusSeconds(600 + seconds))
                .waiting("r", "owner", 4)
                .plannedAt(NOON);
        if (victim) assertThat(plan).reclaims(Map.of("g", 4));
        else
            assertThat(plan)
                    .waits("r", WaitReason.PROTECTED_BY_MINIMUM_RUNTIME)
                    .startsAround("r", NOON.plusSeconds(601))
                    .wakesAt(NOON.plusSeconds(1));
    }

    @Test
    void shrinkingToTheMinimumIsAllowedEarlier() {
        assertThat(full().lease("g", 4)
                        .atLeast(2)
                        .since(NOON)
                        .waiting("r", "owner", 2)
                        .plannedAt(NOON))
                .reclaims(Map.of("g", 2));
    }

    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "1, true"})
    void gpusLeaveAtTheDeadline(int seconds, boolean gone) {
        var plan = underNotice().plannedAt(DEADLINE.plusSeconds(seconds));
        if (gone)
            assertThat(plan)
                    .shrinks("g", 4, 0)
                    .says("guest gave back 4 to owner: its notice ended; it goes back to the queue.")
                    .admits("r", 4, 0);
        else
            assertThat(plan)
                    .shrinksExactly()
                    .waits("r", WaitReason.WAITING_FOR_RECLAIM)
                    .reclaimsNothing();
    }

    @Test
    void atTheDeadlineNobodyGoesIfThereIsEnoughWithoutIt() {
        assertThat(capacity(8)
                        .team("owner", nominal(8))
                        .lease("ends", 4)
                        .endsAt(DEADLINE)
                        .waiting("r", "owner", 4)
                        .taker()
                        .team("guest", nominal(0))
                        .lease("g", 4)
                        .notice("g", 4, "r", DEADLINE)
                        .plannedAt(DEADLINE))
                .expires("ends")
                .admits("r", 4, 0)
                .shrinksExactly()
                .callsOff("g")
                .says("guest keeps 4 GPUs: they are no longer needed.");
    }

    @Test
    void atTheDeadlineOnlyThoseStillNeededGo() {
        assertThat(capacity(6)
                        .team("owner", nominal(6))
                        .lease("ends", 2)
                        .endsAt(DEADLINE)
                        .waiting("r", "owner", 4)
                        .taker()
                        .team("guest", nominal(0))
                        .lease("first", 2)
                        .lease("last", 2)
                        .priority(5)
                        .notice("first", 2, "r", DEADLINE)
                        .notice("last", 2, "r", DEADLINE)
                        .plannedAt(DEADLINE))
                .shrinksExactly("first")
                .callsOff("last")
                .admits("r", 4, 0);
    }

    @Test
    void theTakerWaitsForItsNoticesAndNothingMore() {
        assertThat(underNotice().plannedAt(NOON))
                .startsAround("r", DEADLINE)
                .says("Waiting: 0 of 4 free now; guest gives back 4 by 12:10 UTC.")
                .wakesAt(DEADLINE);
    }

    @Test
    void freedGpusAreKeptForTheirTaker() {
        assertThat(full().lease("g", 2)
                        .waiting("r", "owner", 4)
                        .taker()
                        .waiting("quick", "guest", 2)
                        .notice("g", 2, "r", DEADLINE)
                        .plannedAt(NOON))
                .admitsExactly()
                .waits("quick", WaitReason.HELD_FOR_OTHERS);
    }

    @Test
    void anEarlyReleaseStartsTheTakerEarly() {
        assertThat(full().waiting("r", "owner", 4)
                        .taker()
                        .notice("g", 4, "r", DEADLINE)
                        .plannedAt(NOON))
                .admits("r", 4, 0)
                .callsOffNothing();
    }

    @Test
    void aNoticeIsCalledOffWhenSomebodyElseReleased() {
        assertThat(capacity(8)
                        .team("owner", nominal(8))
                        .team("guest", nominal(0))
                        .lease("g", 4)
                        .waiting("r", "owner", 4)
                        .taker()
                        .notice("g", 4, "r", DEADLINE)
                        .plannedAt(NOON))
                .admits("r", 4, 0)
                .callsOff("g")
                .says("guest keeps 4 GPUs: they are no longer needed.");
    }

    @Test
    void aNoticeIsCalledOffWhenItsTakerLeft() {
        assertThat(full().lease("g", 4).notice("g", 4, "gone", DEADLINE).plannedAt(NOON))
                .callsOff("g");
    }

    @Test
    void onlyTheNoticesStillNeededStay() {
        assertThat(capacity(6)
                        .team("owner", nominal(6))
                        .team("guest", nominal(0))
                        .lease("first", 2)
                        .lease("last", 2)
                        .priority(5)
                        .waiting("r", "owner", 4)
                        .taker()
                        .notice("first", 2, "r", DEADLINE)
                        .notice("last", 2, "r", DEADLINE)
                        .plannedAt(NOON))
                .callsOff("last")
                .reclaimsNothing()
                .waits("r", WaitReason.WAITING_FOR_RECLAIM);
    }

    @Test
    void aNoticeOfALeaseThatEndedIsForgotten() {
        assertThat(full().notice("gone", 4, null, NOON).plannedAt(NOON))
                .shrinksExactly()
                .callsOffNothing();
    }

    @Test
    void theOneThatYieldedDoesNotTakeBack() {
        assertThat(full().lease("g", 4)
                        .team("b", nominal(0))
                        .waiting("again", "guest", 4)
                        .plannedAt(NOON))
                .reclaimsNothing();
    }
}
