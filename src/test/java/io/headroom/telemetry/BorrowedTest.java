package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.device.Assignment;
import io.headroom.device.Device;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BorrowedTest {
    private static final Instant NOON = Readings.NOON;

    private final Device early = held(1, "vision", "h100", NOON.minusSeconds(7200));
    private final Device late = held(2, "vision", "h100", NOON.minusSeconds(60));
    private final Device other = held(3, "vision", "l40s", NOON);
    private final Device foreign = held(4, "nlp", "h100", NOON);
    private final List<Device> all = List.of(early, late, other, foreign);

    @Test
    void whatTheTeamGotLastIsTheBorrowedOne() {
        assertThat(Borrowed.among(all, List.of(new Borrowed.OnLoan("vision", "h100", 1))))
                .containsExactly(late.id());
    }

    @Test
    void noMoreIsBorrowedThanHeld() {
        assertThat(Borrowed.among(all, List.of(new Borrowed.OnLoan("vision", "h100", 5))))
                .containsExactlyInAnyOrder(early.id(), late.id());
    }

    @Test
    void withoutLoansAllIsOwn() {
        assertThat(Borrowed.among(all, List.of())).isEmpty();
    }

    private static Device held(int index, String team, String flavor, Instant since) {
        return new Device(
                new UUID(0, index),
                "n1",
                index,
                "GPU-" + index,
                "",
                "X",
                flavor,
                null,
                NOON,
                null,
                new Assignment(new UUID(1, index), team, "TRAINING", since));
    }
}
