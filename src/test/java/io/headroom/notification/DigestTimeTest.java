package io.headroom.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestTimeTest {
    private static final DigestTime BERLIN = new DigestTime(LocalTime.of(8, 0), ZoneId.of("Europe/Berlin"));

    @ParameterizedTest(name = "what happens at {0} is told at {1}: {2}")
    @CsvSource({
        "2026-01-10T06:59:59Z, 2026-01-10T07:00:00Z, this morning",
        "2026-01-10T07:00:00Z, 2026-01-11T07:00:00Z, the digest has just left",
        "2026-01-10T22:00:00Z, 2026-01-11T07:00:00Z, tomorrow",
        "2026-03-28T20:00:00Z, 2026-03-29T06:00:00Z, eight o'clock in summer",
        "2026-10-24T20:00:00Z, 2026-10-25T07:00:00Z, eight o'clock in winter"
    })
    void leavesAtEightThere(Instant happened, Instant told, String why) {
        assertThat(BERLIN.after(happened)).as(why).isEqualTo(told);
    }
}
