package io.headroom.allocator;

import static io.headroom.testing.CapacityWorld.NOON;
import static io.headroom.testing.CapacityWorld.capacity;
import static io.headroom.testing.CapacityWorld.nominal;
import static io.headroom.testing.PlanAssert.assertThat;

import io.headroom.testing.CapacityWorld;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R1, R5, R7, R16: who asks within nominal gets it; nobody blocks what can be granted. */
class GuaranteeTest {
    private static CapacityWorld visionAndSpeech(int speechUses) {
        return capacity(16)
                .team("vision", nominal(8))
                .team("speech", nominal(8))
                .using(speechUses);
    }

    @Test
    void withinNominalAndFreeIsGrantedAtOnce() {
        assertThat(visionAndSpeech(8).waiting("r", "vision", 8).plannedAt(NOON))
                .admits("r", 8, 0)
                .says("8 GPUs, all own.");
    }

    @Test
    void withinNominalAndLentIsReclaimed() {
        assertThat(visionAndSpeech(14).waiting("r", "vision", 6).plannedAt(NOON))
                .reclaims(Map.of("speech-lease", 14))
                .waits("r", WaitReason.WAITING_FOR_RECLAIM);
    }

    @Test
    void aboveNominalTakesWhatIsFreeAndNothingElse() {
        assertThat(visionAndSpeech(6).waiting("r", "vision", 10).plannedAt(NOON))
                .admits("r", 8, 2)
                .says("10 GPUs: 8 own, 2 borrowed from speech; back within 10 min of asking.");
        assertThat(visionAndSpeech(10).waiting("r", "vision", 9).plannedAt(NOON))
                .reclaimsNothing()
                .waits("r", WaitReason.EXCEEDS_FAIR_SHARE);
    }

    @Test
    void anElasticRequestAboveNominalStartsAtTheLargestSizeThatFits() {
        assertThat(visionAndSpeech(6).waiting("r", "vision", 12).atLeast(4).plannedAt(NOON))
                .admits("r", 8, 2);
        assertThat(visionAndSpeech(6).waiting("r", "vision", 12).atLeast(11).plannedAt(NOON))
                .waits("r", WaitReason.WAITING_FOR_QUOTA);
    }

    @Test
    void anElasticRequestWithinNominalReclaimsItsFullSize() {
        assertThat(visionAndSpeech(8)
                        .lease("more", 4)
                        .waiting("r", "vision", 8)
                        .atLeast(1)
                        .plannedAt(NOON))
                .reclaims(Map.of("more", 4));
    }

    @Test
    void anImpossibleRequestDoesNotBlockTheNext() {
        assertThat(visionAndSpeech(8)
                        .waiting("huge", "vision", 17)
                        .waiting("small", "vision", 4)
                        .plannedAt(NOON))
                .admitsExactly("small")
                .waits("huge", WaitReason.EXCEEDS_CAPACITY);
    }

    @Test
    void aTeamWithinItsGuaranteeIsNeverTouched() {
        assertThat(capacity(16)
                        .team("vision", nominal(8))
                        .team("speech", nominal(8))
                        .using(8)
                        .team("guest", nominal(0))
                        .using(8)
                        .waiting("r", "vision", 8)
                        .plannedAt(NOON))
                .reclaims(Map.of("guest-lease", 8));
    }

    @Test
    void nobodyIsEvictedUnlessTheRequestThenFits() {
        assertThat(capacity(16)
                        .team("vision", nominal(12))
                        .team("guest", nominal(0))
                        .lease("young", 8)
                        .since(NOON.minusSeconds(60))
                        .lease("old", 8)
                        .waiting("r", "vision", 12)
                        .plannedAt(NOON))
                .reclaimsNothing()
                .waits("r", WaitReason.PROTECTED_BY_MINIMUM_RUNTIME);
    }

    @Test
    void anAllOrNothingLeaseThatStraddlesTheGuaranteeGoesEntirely() {
        assertThat(capacity(4)
                        .team("a", nominal(2))
                        .using(4)
                        .team("b", nominal(2))
                        .waiting("r", "b", 2)
                        .plannedAt(NOON))
                .reclaims(Map.of("a-lease", 4));
    }
}
