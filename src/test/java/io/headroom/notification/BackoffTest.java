package io.headroom.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private static final double MIDDLE = 0.5;

    @ParameterizedTest(name = "after {0} attempts: {1}")
    @CsvSource({"1, PT30S", "2, PT1M", "3, PT2M", "9, PT2H8M", "10, PT4H", "14, PT4H"})
    void doublesUpToFourHours(int attempts, Duration pause) {
        assertThat(Backoff.after(attempts, MIDDLE)).hasValue(pause);
    }

    @Test
    void jitterIsAFifthEitherWay() {
        assertThat(Backoff.after(1, 0)).hasValue(Duration.ofSeconds(24));
        assertThat(Backoff.after(1, 1)).hasValue(Duration.ofSeconds(36));
    }

    @Test
    void isGivenUpAfterAWeek() {
        Duration all = Duration.ZERO;
        int attempts = 1;
        while (Backoff.after(attempts, MIDDLE).isPresent())
            all = all.plus(Backoff.after(attempts++, MIDDLE).orElseThrow());
        assertThat(attempts).isEqualTo(Backoff.MOST_ATTEMPTS);
        assertThat(all).isBetween(Duration.ofDays(6), Duration.ofDays(8));
    }
}
