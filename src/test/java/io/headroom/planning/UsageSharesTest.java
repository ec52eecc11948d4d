package io.headroom.planning;

import static io.headroom.testing.CapacityWorld.capacity;
import static io.headroom.testing.CapacityWorld.nominal;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.allocator.World;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R3's u: a node's part of all GPU-hours held, a cohort's being those of all teams below it. */
class UsageSharesTest {
    private static final World WORLD = capacity(8)
            .cohort("company")
            .cohort("research", nominal(0), "company")
            .team("vision", nominal(4))
            .team("nlp", nominal(4))
            .cohort("products", nominal(0), "company")
            .team("search", nominal(0))
            .world();

    @Test
    void addsUpFromTheTeamsToTheRoot() {
        var counted = UsageShares.counted(WORLD.cohorts(), WORLD.teams(), Map.of("vision", 10.0, "search", 30.0));
        assertThat(counted.teams()).extracting(it -> it.standing().usageShare()).containsExactly(0.25, 0.0, 0.75);
        assertThat(counted.cohorts())
                .extracting(it -> it.standing().usageShare())
                .containsExactly(1.0, 0.25, 0.75);
    }

    @Test
    void isNothingWhileNobodyHeldAnything() {
        var counted = UsageShares.counted(WORLD.cohorts(), WORLD.teams(), Map.of());
        assertThat(counted.teams()).extracting(it -> it.standing().usageShare()).containsOnly(0.0);
    }
}
