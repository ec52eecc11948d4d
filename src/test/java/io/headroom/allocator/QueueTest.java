package io.headroom.allocator;

import static io.headroom.testing.CapacityWorld.NOON;
import static io.headroom.testing.CapacityWorld.capacity;
import static io.headroom.testing.CapacityWorld.nominal;
import static io.headroom.testing.PlanAssert.assertThat;

import io.headroom.testing.CapacityWorld;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** R4: who is next. Two requests compete for the same free GPUs; {@code first} is the one that should get them. */
class QueueTest {
    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.argumentSet(
                        "the one that GPUs were reclaimed for",
                        capacity(4)
                                .team("a", nominal(4))
                                .team("b", nominal(0))
                                .waiting("other", "a", 4)
                                .waiting("first", "b", 4)
                                .taker()),
                Arguments.argumentSet(
                        "within nominal before above",
                        capacity(8)
                                .team("a", nominal(0))
                                .team("b", nominal(4))
                                .team("c", nominal(4))
                                .using(4)
                                .waiting("other", "a", 4)
                                .waiting("first", "b", 4)),
                Arguments.argumentSet(
                        "the lower share above nominal, counting the request itself",
                        capacity(8)
                                .team("a", nominal(0))
                                .using(2)
                                .team("b", nominal(0))
                                .using(2)
                                .waiting("other", "a", 4)
                                .waiting("first", "b", 3)),
                Arguments.argumentSet(
                        "the heavier of two equal shares",
                        capacity(4)
                                .team("a", nominal(0))
                                .team("b", nominal(0))
                                .weighing(2)
                                .waiting("other", "a", 4)
                                .waiting("first", "b", 4)),
                Arguments.argumentSet(
                        "the higher priority in a team",
                        capacity(4)
                                .team("a", nominal(4))
                                .waiting("other", "a", 4)
                                .waiting("first", "a", 4)
                                .priority(1)),
                Arguments.argumentSet(
                        "first come, whatever the priority in another team",
                        capacity(4)
                                .team("a", nominal(0))
                                .team("b", nominal(0))
                                .waiting("first", "a", 4)
                                .waiting("other", "b", 4)
                                .priority(9)),
                Arguments.argumentSet(
                        "the lower id at the same second",
                        capacity(4)
                                .team("a", nominal(4))
                                .waiting("other", "a", 4)
                                .since(NOON)
                                .waiting("first", "a", 4)
                                .since(NOON)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void next(CapacityWorld world) {
        assertThat(world.plannedAt(NOON)).admitsExactly("first");
    }

    @Test
    void sharesAreLookedAtAnewAfterEveryAnswer() {
        assertThat(capacity(8)
                        .team("a", nominal(2))
                        .team("b", nominal(2))
                        .waiting("a1", "a", 2)
                        .waiting("a2", "a", 2)
                        .waiting("b1", "b", 2)
                        .waiting("b2", "b", 2)
                        .plannedAt(NOON))
                .admitsExactly("a1", "b1", "a2", "b2");
    }
}
