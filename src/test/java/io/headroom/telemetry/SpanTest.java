package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.platform.Refused;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpanTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:34:56Z");

    @Test
    void absentIsADayAndAnUnknownOneIsRefusedWithTheChoices() {
        assertThat(Span.of(null)).isEqualTo(Span.DAY);
        assertThat(Span.of("1y")).isEqualTo(Span.YEAR);
        assertThatThrownBy(() -> Span.of("2w"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("1h, 24h, 7d, 30d, 1y");
    }

    @ParameterizedTest
    @EnumSource
    void theRunningStepIsTheLast(Span span) {
        for (TimeGrid grid : new TimeGrid[] {span.lines(), span.cells()}) {
            assertThat(grid.until(NOW)).isAfter(NOW).isBeforeOrEqualTo(NOW.plus(grid.step()));
            assertThat(Duration.between(grid.from(NOW), grid.until(NOW)))
                    .isEqualTo(grid.step().multipliedBy(grid.count()));
            assertThat(grid.step().toSeconds() % grid.grain().length().toSeconds())
                    .isZero();
        }
    }

    @Test
    void aDaysHeatMapHasQuarterHours() {
        assertThat(Span.DAY.cells(NOW))
                .isEqualTo(
                        new Span.Period(Instant.parse("2026-11-21T12:45:00Z"), Instant.parse("2026-11-22T12:45:00Z")));
    }
}
