package io.headroom.allocator;

import static io.headroom.testing.CapacityWorld.NOON;
import static io.headroom.testing.CapacityWorld.capacity;
import static io.headroom.testing.CapacityWorld.nominal;
import static io.headroom.testing.PlanAssert.assertThat;

import io.headroom.testing.CapacityWorld;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** R6: freed GPUs are set aside for whoever has waited too long within its fair share, if it can ever be served. */
class StarvationTest {
    private static final Instant TWO_DAYS_AGO = NOON.minusSeconds(2 * 24 * 3600);

    /** Two of six are free; a large request waits for five, a small one has just come. */
    private static CapacityWorld largeAndSmall(int mayBorrow) {
        return capacity(6)
                .team("holder", nominal(0))
                .lease("running", 4)
                .notReclaimable()
                .team("small", nominal(0))
                .waiting("new", "small", 2)
                .team("large", nominal(0).borrowingAtMost(mayBorrow))
                .weighing(20)
                .waiting("old", "large", 5);
    }

    @Test
    void aSmallRequestOvertakesUntilTheLargeOneHasWaitedTooLong() {
        assertThat(largeAndSmall(6).plannedAt(NOON)).admitsExactly("new");
    }

    @Test
    void thenFreedGpusAreSetAside() {
        assertThat(largeAndSmall(6).since(TWO_DAYS_AGO).plannedAt(NOON))
                .admitsExactly()
                .waits("new", WaitReason.HELD_FOR_OTHERS);
    }

    @Test
    void notForWhatNeverFits() {
        assertThat(largeAndSmall(4).since(TWO_DAYS_AGO).plannedAt(NOON))
                .admitsExactly("new")
                .waits("old", WaitReason.EXCEEDS_BORROWING_LIMIT);
    }

    /** It may not be taken back, and its team holds three of the four it owns: one more would be of no use to it (R13). */
    @Test
    void notForWhatWaitsForItsOwnTeam() {
        assertThat(capacity(8)
                        .team("owner", nominal(4))
                        .lease("running", 3)
                        .waiting("old", "owner", 2)
                        .notReclaimable()
                        .since(TWO_DAYS_AGO)
                        .team("guest", nominal(0))
                        .waiting("new", "guest", 5)
                        .plannedAt(NOON))
                .admitsExactly("new")
                .waits("old", WaitReason.EXCEEDS_NOMINAL_QUOTA);
    }
}
