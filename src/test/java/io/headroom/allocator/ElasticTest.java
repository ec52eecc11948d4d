package io.headroom.allocator;

import static io.headroom.testing.CapacityWorld.NOON;
import static io.headroom.testing.CapacityWorld.capacity;
import static io.headroom.testing.CapacityWorld.nominal;
import static io.headroom.testing.PlanAssert.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** R12 and R16: what can work with more or with less starts with what there is, and grows and shrinks. */
class ElasticTest {
    @Test
    void startsWithTheLargestSizeThatFits() {
        assertThat(capacity(5)
                        .team("a", nominal(0))
                        .waiting("r", "a", 8)
                        .atLeast(2)
                        .plannedAt(NOON))
                .admits("r", 0, 5);
    }

    @Test
    void keepsToItsSteps() {
        assertThat(capacity(5)
                        .team("a", nominal(0))
                        .waiting("r", "a", 8)
                        .atLeast(2)
                        .inStepsOf(2)
                        .plannedAt(NOON))
                .admits("r", 0, 4);
    }

    @Test
    void waitsForNoneOfWhatItWasToldOnceMoreIsFree() {
        assertThat(capacity(5)
                        .team("a", nominal(5))
                        .lease("fixed", 2)
                        .waiting("r", "a", 7)
                        .atLeast(2)
                        .takerOf(2)
                        .plannedAt(NOON))
                .admits("r", 3, 0);
    }

    @Test
    void growsIntoWhatIsFreeWhileItIsBusy() {
        assertThat(capacity(8).team("a", nominal(2)).lease("l", 2).atMost(6).plannedAt(NOON))
                .grows(Map.of("l", 4));
    }

    @Test
    void doesNotGrowWhileItCoasts() {
        assertThat(capacity(8)
                        .team("a", nominal(2))
                        .lease("l", 2)
                        .atMost(6)
                        .wanting(2)
                        .plannedAt(NOON))
                .grows(Map.of());
    }

    /** What it grew into may be taken back, together with a lease that is still too young when the request is refused. */
    @Test
    void whoWaitsLooksAgainAtATeamThatGrew() {
        assertThat(capacity(8)
                        .team("a", nominal(2))
                        .lease("l", 2)
                        .atMost(4)
                        .lease("young", 2)
                        .since(NOON)
                        .team("b", nominal(0))
                        .waiting("r", "b", 6)
                        .plannedAt(NOON))
                .grows(Map.of("l", 2))
                .wakesAt(NOON.plusSeconds(600));
    }
}
