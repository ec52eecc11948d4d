package io.headroom.telemetry;

import static io.headroom.telemetry.Readings.GPU;
import static io.headroom.telemetry.Readings.NOON;
import static io.headroom.telemetry.Readings.busy;
import static io.headroom.telemetry.Readings.reading;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MinuteRollUpTest {
    private final MinuteRollUp rollUp = new MinuteRollUp();

    @Test
    void aMinuteIsMeansAndMaxima() {
        rollUp.add(NOON, reading(0.2, "SM", 5L, 100.0));
        rollUp.add(NOON.plusSeconds(30), reading(0.4, "SM", 7L, 200.0));
        rollUp.add(NOON.plusSeconds(59), reading(null, null, null, null));

        assertThat(rollUp.drain(NOON.plusSeconds(60))).singleElement().satisfies(row -> {
            assertThat(row.minute()).isEqualTo(NOON);
            assertThat(row.device()).isEqualTo(GPU);
            assertThat(row.busyAvg()).isEqualTo((0.2 + 0.4) / 2);
            assertThat(row.busyMax()).isEqualTo(0.4);
            assertThat(row.memoryUsedMaxBytes()).isEqualTo(7);
            assertThat(row.powerAvgWatts()).isEqualTo(150);
            assertThat(row.samples()).isEqualTo(3);
            assertThat(row.busySamples()).isEqualTo(2);
        });
    }

    @Test
    void unknownStaysUnknown() {
        rollUp.add(NOON, reading(null, null, null, null));
        assertThat(rollUp.drain(NOON.plusSeconds(60)))
                .containsExactly(new MinuteRow(NOON, GPU, null, null, null, null, null, 1, 0));
    }

    @Test
    void aRunningMinuteStays() {
        rollUp.add(NOON, busy(0.5));
        assertThat(rollUp.drain(NOON.plusSeconds(59))).isEmpty();
        assertThat(rollUp.drain(NOON.plusSeconds(60))).hasSize(1);
        assertThat(rollUp.drain(NOON.plusSeconds(60))).isEmpty();
    }

    @Test
    void aLateReadingMakesNoSecondRow() {
        rollUp.add(NOON, busy(0.5));
        rollUp.drain(NOON.plusSeconds(60));
        rollUp.add(NOON.plusSeconds(59), busy(0.9));
        rollUp.add(NOON.plusSeconds(60), busy(0.9));
        assertThat(rollUp.drain(NOON.plusSeconds(120)))
                .extracting(MinuteRow::minute)
                .containsExactly(NOON.plusSeconds(60));
    }

    @Test
    void aClockSetBackIsFollowed() {
        rollUp.drain(NOON);
        rollUp.drain(NOON.minus(Duration.ofHours(1)));
        rollUp.add(NOON.minus(Duration.ofMinutes(59)), busy(0.5));
        assertThat(rollUp.drain(NOON)).hasSize(1);
    }

    @Test
    void ratiosOfTwoSignalsAreNotAveraged() {
        rollUp.add(NOON, reading(0.9, "GPU_UTIL", null, null));
        rollUp.add(NOON.plusSeconds(15), reading(0.2, "SM_ACTIVE", null, null));
        assertThat(rollUp.drain(NOON.plusSeconds(60))).singleElement().satisfies(row -> {
            assertThat(row.signal()).isEqualTo("SM_ACTIVE");
            assertThat(row.busyMax()).isEqualTo(0.2);
            assertThat(row.busySamples()).isEqualTo(1);
        });
    }
}
