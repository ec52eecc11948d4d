package io.headroom.allocator;

import static io.headroom.testing.CapacityWorld.NOON;
import static io.headroom.testing.CapacityWorld.capacity;
import static io.headroom.testing.CapacityWorld.nominal;
import static io.headroom.testing.PlanAssert.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Section 2: capacity that no quota covers, quotas beyond capacity, lost devices, and limits at every ancestor. */
class CapacityTest {
    @Test
    void whenQuotasExceedCapacityEveryGuaranteeShrinksInProportion() {
        assertThat(capacity(10)
                        .team("a", nominal(8))
                        .team("b", nominal(4))
                        .team("c", nominal(2))
                        .plannedAt(NOON))
                .share("a", TeamShare::guaranteed, 6)
                .share("b", TeamShare::guaranteed, 3)
                .share("c", TeamShare::guaranteed, 1);
    }

    @Test
    void aLeaseAboveAShrunkenGuaranteeIsBorrowedAndNotCut() {
        assertThat(capacity(8)
                        .team("a", nominal(8))
                        .using(8)
                        .team("b", nominal(8))
                        .plannedAt(NOON))
                .shrinksExactly()
                .share("a", TeamShare::borrowed, 4)
                .lends("b", "a", 4);
    }

    @Test
    void aLeaseLosesTheDevicesThatAreGoneAndRunsOn() {
        assertThat(capacity(7).team("a", nominal(8)).lease("l", 8).lost(1).plannedAt(NOON))
                .shrinks("l", 1, 7)
                .says("1 GPU lost with the devices; 7 GPUs stay.");
        assertThat(capacity(7).team("a", nominal(8)).lease("l", 1).lost(1).plannedAt(NOON))
                .shrinks("l", 1, 0);
    }

    @Test
    void whatIsStillAboveCapacityLeavesAtOnceByR8() {
        assertThat(capacity(6)
                        .team("a", nominal(4))
                        .using(4)
                        .team("guest", nominal(0))
                        .lease("young", 2)
                        .since(NOON)
                        .lease("fixed", 2)
                        .priority(1)
                        .notReclaimable()
                        .plannedAt(NOON))
                .shrinksExactly("young")
                .shrinks("young", 2, 0);
    }

    @Test
    void aBorrowingLimitHoldsAtEveryAncestor() {
        var world = capacity(16)
                .cohort("research", nominal(0).borrowingAtMost(2))
                .team("vision", nominal(2))
                .cohort("product")
                .team("search", nominal(14));
        assertThat(world.waiting("fits", "vision", 4).plannedAt(NOON)).admits("fits", 2, 2);
        assertThat(capacity(16)
                        .cohort("research", nominal(0).borrowingAtMost(2))
                        .team("vision", nominal(2))
                        .cohort("product")
                        .team("search", nominal(14))
                        .waiting("beyond", "vision", 5)
                        .plannedAt(NOON))
                .waits("beyond", WaitReason.EXCEEDS_BORROWING_LIMIT);
    }

    @Test
    void aLendingLimitHoldsAtEveryAncestor() {
        assertThat(capacity(16)
                        .cohort("research", nominal(0).lendingAtMost(3))
                        .team("vision", nominal(8))
                        .team("speech", nominal(8))
                        .cohort("product")
                        .team("search", nominal(0))
                        .waiting("fits", "search", 3)
                        .waiting("beyond", "search", 1)
                        .plannedAt(NOON))
                .admitsExactly("fits")
                .waits("beyond", WaitReason.EXCEEDS_LENDING_LIMITS);
    }

    @Test
    void limitsHoldWhileReclaimingToo() {
        assertThat(capacity(8)
                        .cohort("research", nominal(0).borrowingAtMost(0))
                        .team("vision", nominal(4))
                        .team("speech", nominal(0))
                        .using(4)
                        .cohort("product")
                        .team("guest", nominal(0))
                        .using(4)
                        .waiting("r", "vision", 4)
                        .plannedAt(NOON))
                .reclaims(Map.of("speech-lease", 4));
    }
}
