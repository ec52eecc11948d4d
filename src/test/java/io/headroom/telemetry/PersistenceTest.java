package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One look a minute, patience of three: {@code #} the finding is seen, {@code .} it is not. */
class PersistenceTest {
    private static final Instant NOON = Readings.NOON;

    static Stream<Arguments> cases() {
        return Stream.of(
                argumentSet("nothing is nothing", "....", "...."),
                argumentSet("what holds for three minutes is said", "#####", "...##"),
                argumentSet("what does not hold that long is never said", "##.##.##", "........"),
                argumentSet("a short break does not take it back", "####..###", "...######"),
                argumentSet("a long one does", "####...##", "...###..."));
    }

    @Test
    void aClockThatIsSetBackLeavesNothingDatedFromTheFuture() {
        Persistence persistence = new Persistence(Duration.ofMinutes(3));
        for (int minute = 0; minute <= 4; minute++) {
            Instant now = NOON.plus(Duration.ofMinutes(minute));
            persistence.after(List.of(late(now)), now);
        }
        Instant before = NOON.minus(Duration.ofHours(1));
        assertThat(persistence.after(List.of(), before)).singleElement().satisfies(it -> {
            assertThat(it.since()).isEqualTo(before);
            assertThat(it.lastSeen()).isEqualTo(before);
        });
        Instant later = before.plus(Duration.ofMinutes(3));
        assertThat(persistence.after(List.of(), later)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void says(String seen, String expected) {
        Persistence persistence = new Persistence(Duration.ofMinutes(3));
        StringBuilder said = new StringBuilder();
        Instant last = null;
        for (int minute = 0; minute < seen.length(); minute++) {
            Instant now = NOON.plus(Duration.ofMinutes(minute));
            if (seen.charAt(minute) == '#') last = now;
            List<Finding> open = persistence.after(seen.charAt(minute) == '#' ? List.of(late(now)) : List.of(), now);
            said.append(open.isEmpty() ? '.' : '#');
            for (Finding it : open) {
                assertThat(it.since()).isEqualTo(NOON);
                assertThat(it.lastSeen()).isEqualTo(last);
            }
        }
        assertThat(said).hasToString(expected);
    }

    @Test
    void aRestartMakesNothingNewAndNothingUp() {
        Persistence persistence = new Persistence(Duration.ofMinutes(3));
        Instant first = NOON.minus(Duration.ofDays(2));
        persistence.recall(Map.of(late(NOON).key(), first, new Finding.Key(Finding.Kind.NO_SERIES, "n1"), first), NOON);
        assertThat(persistence.after(List.of(), NOON)).as("not seen again yet").isEmpty();
        Instant next = NOON.plus(Duration.ofMinutes(1));
        assertThat(persistence.after(List.of(late(next)), next)).singleElement().returns(first, Finding::since);
    }

    @Test
    void whatIsNotSeenAgainAfterARestartIsForgotten() {
        Persistence persistence = new Persistence(Duration.ofMinutes(3));
        persistence.recall(Map.of(late(NOON).key(), NOON.minus(Duration.ofDays(2))), NOON);
        Instant later = NOON.plus(Duration.ofMinutes(5));
        persistence.after(List.of(), later);
        assertThat(persistence.after(List.of(late(later)), later)).isEmpty();
    }

    private static Finding late(Instant at) {
        return new Finding(Finding.Kind.LATE_TARGET, "http://n1", null, null, null, "http://n1 is late.", at, at);
    }
}
