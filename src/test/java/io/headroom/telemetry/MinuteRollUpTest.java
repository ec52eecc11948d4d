package io.headroom.telemetry;

import static io.headroom.telemetry.Readings.GPU;
import static io.headroom.telemetry.Readings.NOON;
import static io.headroom.telemetry.Readings.busy;
import static io.headroom.telemetry.Readings.reading;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinuteRollUpTest {
    private final MinuteRollUp rollUp = new MinuteRollUp();

    @Test
    void aMinuteIsMeansAndMaxima() {
        rollUp.add(NOON, reading(0.2, "SM", 5L, 100.0));
        rollUp.add(NOON.plusSeconds(30), reading(0.4, "SM", 7L, 200.0));
        rollUp.add(NOON.plusSeconds(59), reading(null, null, null, null));

        assertThat(drained(60)).singleElement().satisfies(row -> {
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
        assertThat(drained(60)).containsExactly(new MinuteRow(NOON, GPU, null, null, null, null, null, 1, 0));
    }

    @Test
    void aRunningMinuteStays() {
        rollUp.add(NOON, busy(0.5));
        assertThat(rollUp.drain(NOON.plusSeconds(59))).isEmpty();
        assertThat(drained(60)).hasSize(1);
        assertThat(rollUp.drain(NOON.plusSeconds(60))).isEmpty();
    }

    @Test
    void aLateReadingMakesNoSecondRow() {
        rollUp.add(NOON, busy(0.5));
        rollUp.drain(NOON.plusSeconds(60));
        rollUp.add(NOON.plusSeconds(59), busy(0.9));
        rollUp.add(NOON.plusSeconds(60), busy(0.9));
        assertThat(drained(120)).extracting(MinuteRow::minute).containsExactly(NOON.plusSeconds(60));
    }

    @Test
    void aMinuteInWhichNobodyAnsweredIsThereToo() {
        rollUp.add(NOON, busy(0.5));
        rollUp.drain(NOON.plusSeconds(60));
        rollUp.add(NOON.plusSeconds(180), busy(0.5));
        var minutes = rollUp.drain(NOON.plusSeconds(240));
        assertThat(minutes.keySet())
                .containsExactly(NOON.plusSeconds(60), NOON.plusSeconds(120), NOON.plusSeconds(180));
        assertThat(minutes.get(NOON.plusSeconds(120))).isEmpty();
        assertThat(minutes.get(NOON.plusSeconds(180))).hasSize(1);
    }

    @Test
    void beforeTheFirstReadingNothingIsMissed() {
        assertThat(rollUp.drain(NOON)).isEmpty();
    }

    /** A laptop that slept, a clock that was set. */
    @ParameterizedTest(name = "after {0} minutes there are {1}")
    @CsvSource({"5, 5", "6, 0"})
    void aLeapIsNoTimeInWhichNobodyAnswered(int minutes, int missed) {
        rollUp.drain(NOON);
        assertThat(rollUp.drain(NOON.plus(Duration.ofMinutes(minutes)))).hasSize(missed);
    }

    /** Five minutes and less may be a late reading. */
    @ParameterizedTest(name = "{0} minutes back leave {1} rows")
    @CsvSource({"60, 1", "6, 1", "5, 0"})
    void aClockSetBackIsFollowed(int minutes, int rows) {
        Instant back = NOON.minus(Duration.ofMinutes(minutes));
        rollUp.drain(NOON);
        rollUp.drain(back);
        rollUp.add(back.plusSeconds(60), busy(0.5));
        assertThat(drained(0)).hasSize(rows);
    }

    @Test
    void ratiosOfTwoSignalsAreNotAveraged() {
        rollUp.add(NOON, reading(0.9, "GPU_UTIL", null, null));
        rollUp.add(NOON.plusSeconds(15), reading(0.2, "SM_ACTIVE", null, null));
        assertThat(drained(60)).singleElement().satisfies(row -> {
            assertThat(row.signal()).isEqualTo("SM_ACTIVE");
            assertThat(row.busyMax()).isEqualTo(0.2);
            assertThat(row.busySamples()).isEqualTo(1);
        });
    }

    private List<MinuteRow> drained(int secondsPastNoon) {
        return rollUp.drain(NOON.plusSeconds(secondsPastNoon)).values().stream()
                .flatMap(rows -> rows.values().stream())
                .toList();
    }
}
