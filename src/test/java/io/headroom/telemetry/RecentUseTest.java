package io.headroom.telemetry;

import static io.headroom.telemetry.Readings.GPU;
import static io.headroom.telemetry.Readings.NOON;
import static io.headroom.telemetry.Readings.busy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentUseTest {
    private static final Duration INTERVAL = Duration.ofSeconds(15);

    private final RecentUse use = new RecentUse(INTERVAL);

    @Test
    void aWindowHasTheMaximumAndItsCoverage() {
        record(NOON.minusSeconds(600), 40, 0.01); // ten minutes, gapless
        use.record(GPU, NOON.plusSeconds(10), busy(0.5));

        Window window = use.window(GPU, NOON.minusSeconds(600), NOON.plusSeconds(10));

        assertThat(window.maxBusy()).isEqualTo(0.5);
        assertThat(window.lastAt()).isEqualTo(NOON.plusSeconds(10));
        assertThat(window.expected()).isEqualTo(40);
        assertThat(window.coverage()).isEqualTo(1.0);
    }

    @Test
    void theStartOfAWindowIsOutsideAndItsEndInside() {
        use.record(GPU, NOON.minusSeconds(30), busy(0.9));
        use.record(GPU, NOON, busy(0.1));
        assertThat(use.window(GPU, NOON.minusSeconds(30), NOON).maxBusy()).isCloseTo(0.1, within(1e-6));
        assertThat(use.window(GPU, NOON.minusSeconds(31), NOON).maxBusy()).isCloseTo(0.9, within(1e-6));
    }

    @Test
    void readingsWithoutABusyRatioCoverNothing() {
        for (int i = 0; i < 40; i++) {
            use.record(GPU, NOON.plusSeconds(15L * i), busy(null));
        }
        assertThat(use.window(GPU, NOON.minusSeconds(1), NOON.plusSeconds(600))).isEqualTo(Window.empty(40));
    }

    @Test
    void twoTargetsThatTellOfOneDeviceDoNotCoverAGapTwice() {
        for (int i = 0; i < 20; i++) {
            use.record(GPU, NOON.plusSeconds(15L * i), busy(0.0));
            use.record(GPU, NOON.plusSeconds(15L * i + 1), busy(0.0));
        }
        assertThat(use.window(GPU, NOON.minusSeconds(1), NOON.plusSeconds(599)).coverage())
                .isEqualTo(0.5);
    }

    @Test
    void twoTargetsThatTellOfOneDeviceDoNotHalveTheHour() {
        for (int i = 0; i < 240; i++) {
            use.record(GPU, NOON.plusSeconds(15L * i), busy(0.0));
            use.record(GPU, NOON.plusSeconds(15L * i + 5), busy(0.0));
        }
        Instant until = NOON.plusSeconds(3599);
        assertThat(use.window(GPU, until.minus(RecentUse.KEPT), until).coverage())
                .isEqualTo(1.0);
    }

    @Test
    void onlyTheFirstOfTwoTargetsTakesASample() {
        assertThat(use.record(GPU, NOON, busy(0.2))).isTrue();
        assertThat(use.record(GPU, NOON, busy(0.2))).as("said again").isFalse();
        assertThat(use.record(GPU, NOON.plusSeconds(7).minusMillis(1), busy(0.9)))
                .isFalse();
        assertThat(use.record(GPU, NOON.minusSeconds(7), busy(0.9))).isFalse();
        assertThat(use.record(GPU, NOON.plusSeconds(8), busy(0.4))).isTrue();
        assertThat(use.window(GPU, NOON.minusSeconds(60), NOON.plusSeconds(60)))
                .isEqualTo(new Window(8, 2, (double) 0.4f, NOON.plusSeconds(8), (double) 0.4f));
    }

    @Test
    void aTargetThatKnowsNoBusyRatioGivesWayToOneThatDoes() {
        use.record(GPU, NOON, busy(null));
        assertThat(use.record(GPU, NOON.plusSeconds(2), busy(0.5))).isTrue();
        assertThat(use.window(GPU, NOON.minusSeconds(60), NOON.plusSeconds(60)).maxBusy())
                .isEqualTo(0.5);
    }

    /** A Prometheus server that lost an exporter goes on telling its last sample for two minutes. */
    @Test
    void aServerThatTellsOfLongAgoDoesNotEraseTheHour() {
        record(NOON.minusSeconds(600), 40, 0.5);
        assertThat(use.record(GPU, NOON.minusSeconds(120), busy(0.0))).isFalse();
        assertThat(use.window(GPU, NOON.minusSeconds(600), NOON).samples()).isEqualTo(40);
        assertThat(use.latest(GPU)).hasValue(new RecentUse.Seen(NOON, busy(0.5)));
    }

    /** Minutes keep a mean and a maximum; a burst must not turn idle because of a restart. */
    @Test
    void whatMinutesTellOfABurstIsStillABurst() {
        var minute = new UsageRepository.Past(NOON, GPU, 0.04, 0.13, 4);
        double[] samples = IntStream.range(0, 4).mapToDouble(minute::busy).toArray();
        assertThat(DoubleStream.of(samples).max()).hasValue(0.13);
        assertThat(DoubleStream.of(samples).average().orElseThrow()).isCloseTo(0.04, within(1e-9));
        assertThat(new UsageRepository.Past(NOON, GPU, 0.3, 0.3, 1).busy(0)).isEqualTo(0.3);
    }

    @Test
    void anHourAndNoMoreIsKept() {
        record(NOON.minus(Duration.ofHours(3)), 4 * 60 * 3, 0.5);
        assertThat(use.window(GPU, NOON.minus(RecentUse.KEPT), NOON).coverage()).isGreaterThan(0.99);
        assertThat(use.window(GPU, NOON.minus(Duration.ofHours(3)), NOON).coverage())
                .isCloseTo(1 / 3.0, within(0.01));
    }

    @Test
    void beyondTheHourTheOlderUseIsAsked() {
        RecentUse withOlder = new RecentUse(INTERVAL, (device, after, until) -> {
            assertThat(until).isEqualTo(NOON.minus(RecentUse.KEPT));
            return new Window(0, 480, 0.7, until, 0.0);
        });
        for (int i = 1; i <= 240; i++) {
            withOlder.record(GPU, NOON.minus(RecentUse.KEPT).plusSeconds(15L * i), busy(0.0));
        }
        Window window = withOlder.window(GPU, NOON.minus(Duration.ofHours(3)), NOON);
        assertThat(window).isEqualTo(new Window(720, 720, 0.7, NOON, 0.0));
    }

    @Test
    void theLatestReadingIsKeptWithItsTime() {
        use.record(GPU, NOON, busy(0.25));
        use.record(GPU, NOON.minusSeconds(2), busy(0.75));
        assertThat(use.latest(GPU)).hasValue(new RecentUse.Seen(NOON, busy(0.25)));
        assertThat(use.latest(DeviceKey.whole("GPU-never"))).isEmpty();
    }

    @Test
    void aClockSetBackStartsAnew() {
        use.record(GPU, NOON, busy(0.9));
        use.record(GPU, NOON.minusSeconds(1800), busy(0.1));
        assertThat(use.latest(GPU).orElseThrow().at()).isEqualTo(NOON.minusSeconds(1800));
        assertThat(use.window(GPU, NOON.minusSeconds(3600), NOON).samples()).isEqualTo(1);
    }

    @Test
    void eachMinuteHasItsMeanAndAGapIsUnknown() {
        use.record(GPU, NOON.minusSeconds(120), busy(0.25));
        use.record(GPU, NOON.minusSeconds(105), busy(0.75));
        use.record(GPU, NOON, busy(1.0));
        double[] minutes = use.perMinute(GPU, NOON.plusSeconds(10));
        assertThat(minutes).hasSize(60);
        assertThat(minutes[57]).isEqualTo(0.5);
        assertThat(minutes[58]).isNaN();
        assertThat(minutes[59]).isEqualTo(1.0);
        assertThat(use.perMinute(DeviceKey.whole("GPU-never"), NOON)).containsOnly(Double.NaN);
    }

    @Test
    void aDeviceNotSeenForMoreThanAnHourIsForgotten() {
        use.record(GPU, NOON, busy(0.5));
        use.forgetUnseen(NOON.plus(RecentUse.KEPT));
        assertThat(use.devices()).containsExactly(GPU);
        use.forgetUnseen(NOON.plus(RecentUse.KEPT).plusSeconds(1));
        assertThat(use.devices()).isEmpty();
    }

    @Test
    void whatIsDatedFromTheFutureIsForgotten() {
        use.record(GPU, NOON, busy(0.5));
        use.forgetUnseen(NOON.minus(INTERVAL));
        assertThat(use.devices()).containsExactly(GPU);
        use.forgetUnseen(NOON.minus(INTERVAL).minusMillis(1));
        assertThat(use.devices()).isEmpty();
    }

    private void record(Instant after, int samples, double busy) {
        for (int i = 1; i <= samples; i++) {
            use.record(GPU, after.plus(INTERVAL.multipliedBy(i)), busy(busy));
        }
    }
}
