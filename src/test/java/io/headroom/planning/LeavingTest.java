package io.headroom.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.device.Assignment;
import io.headroom.device.Device;
import io.headroom.device.Drain;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who leaves drained devices for others, and what a preview says of it. Each lease has ten minutes' notice. */
class LeavingTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant LATER = NOON.plus(Duration.ofMinutes(5));
    private static final Duration NOTICE = Duration.ofMinutes(10);
    private static final UUID VISION = new UUID(1, 1);
    private static final UUID NLP = new UUID(1, 2);

    @Test
    void whoWasDrainedFirstLeavesFirst() {
        assertThat(leaving(List.of(gpu(0, NLP, LATER), gpu(1, VISION, NOON)), Map.of()))
                .containsExactly("1 12:10", "0 12:15");
    }

    @Test
    void whatIsGivenBackDoesNotMoveBefore() {
        assertThat(leaving(List.of(gpu(0, VISION, NOON), gpu(1, VISION, NOON), gpu(2, NLP, NOON)), Map.of(VISION, 1)))
                .containsExactly("1 12:10", "2 12:10");
        assertThat(leaving(List.of(gpu(0, VISION, NOON)), Map.of(VISION, 4))).isEmpty();
    }

    @Test
    void ofTwoDrainsTheFirstCounts() {
        Drain node = new Drain(LATER, "admin", "A new switch", true);
        Drain own = new Drain(NOON, "admin", "A fan", false);
        Device both = new Device(
                new UUID(0, 0),
                "n1",
                0,
                "GPU-0",
                "",
                "X",
                "gpu",
                null,
                NOON,
                node,
                own,
                gpu(0, NLP, NOON).holder());
        assertThat(leaving(List.of(both), Map.of())).containsExactly("0 12:10");
        assertThat(both.drain()).as("what is shown").isEqualTo(node);
    }

    @Test
    void whatIsFreeNowIsTakenFirstAndThenWhatOthersGiveBack() {
        List<Device> drained = List.of(gpu(0, VISION, NOON), gpu(1, VISION, NOON), gpu(2, VISION, NOON));
        var moves = new Moves(Map.of("gpu", 1), Map.of("gpu", NOON.plus(Duration.ofMinutes(30))))
                .of(Leaving.of(drained, LeavingTest::by, Map.of()), _ -> true);
        assertThat(moves)
                .extracting(DrainEffect.Move::sentence)
                .containsExactly(
                        "vision keeps 1 gpu and moves it to other devices by 1 Jan 12:10 UTC;"
                                + " what runs on it has to restart.",
                        "vision keeps 2 gpu and moves them to other devices by 1 Jan 12:30 UTC;"
                                + " what runs on them has to restart.");
    }

    @Test
    void whoWasDrainedBeforeNeedsItsRoomButIsNotToldAgain() {
        List<Device> drained = List.of(gpu(0, VISION, NOON), gpu(1, NLP, LATER));
        var moves = new Moves(Map.of("gpu", 1), Map.of())
                .of(Leaving.of(drained, LeavingTest::by, Map.of()), it -> it.index() == 1);
        assertThat(moves)
                .extracting(DrainEffect.Move::sentence)
                .containsExactly("nlp keeps 1 gpu and moves it to other devices as soon as some are free;"
                        + " what runs on it has to restart.");
    }

    private static List<String> leaving(List<Device> drained, Map<UUID, Integer> givenBack) {
        return Leaving.of(drained, LeavingTest::by, givenBack).stream()
                .map(it -> it.device().index() + " " + it.by().toString().substring(11, 16))
                .toList();
    }

    private static Instant by(Device drained) {
        return drained.drainedSince().plus(NOTICE);
    }

    private static Device gpu(int index, UUID lease, Instant drained) {
        return new Device(
                new UUID(0, index),
                "n1",
                index,
                "GPU-" + index,
                "",
                "X",
                "gpu",
                null,
                NOON,
                new Drain(drained, "admin", "A new switch", false),
                new Assignment(lease, lease.equals(VISION) ? "vision" : "nlp", "TRAINING", NOON));
    }
}
