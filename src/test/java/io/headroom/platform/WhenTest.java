package io.headroom.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhenTest {
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "PT0S, now",
        "PT0.9S, now",
        "-PT0.9S, now",
        "PT1S, in 1 s",
        "-PT8S, 8 s ago",
        "PT59S, in 59 s",
        "PT60S, in 1 min",
        "PT59M59S, in 59 min",
        "PT1H, in 1 h",
        "PT3H5M, in 3 h 5 min",
        "-PT3H5M, 3 h 5 min ago",
        "PT23H59M, in 23 h 59 min",
        "P1D, in 1 d",
        "P2DT4H30M, in 2 d 4 h",
        "-P90D, 90 d ago"
    })
    void isRelativeInItsOneOrTwoBiggestUnits(Duration until, String relative) {
        assertThat(When.of(NOON.plus(until), NOON).relative()).isEqualTo(relative);
    }

    @Test
    void hasTheExactInstantBesideIt() {
        When when = When.of(NOON, NOON);
        assertThat(when.iso()).isEqualTo("2026-12-01T12:00:00Z");
        assertThat(when.exact()).isEqualTo("Tue 1 Dec 2026 12:00:00 UTC");
    }

    @Test
    void anAbsentInstantStaysAbsent() {
        assertThat(When.of(null, NOON)).isNull();
    }
}
