package io.headroom.local.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.DoubleSummaryStatistics;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class WorkloadTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Workload workload = new Workload(new Noise(7));

    @Test
    void theSameSeedLeaseAndTimeAreEquallyBusy() {
        Workload again = new Workload(new Noise(7));
        Workload other = new Workload(new Noise(8));
        String lease = lease(false);
        assertThat(again.busy(job(lease, "training"), "GPU-1", NOON))
                .isEqualTo(workload.busy(job(lease, "training"), "GPU-1", NOON))
                .isNotEqualTo(other.busy(job(lease, "training"), "GPU-1", NOON));
    }

    @Test
    void trainingIsSteadyButForCheckpoints() {
        assertThat(hours(24, "training").filter(busy -> busy < 0.85).count()).isBetween(24 * 60 * 2L, 24 * 60 * 6L);
        assertThat(hours(24, "training").filter(busy -> busy < 0.85).max().orElse(0))
                .isLessThan(0.2);
        assertThat(hours(24, "training").max().orElse(0)).isLessThan(0.99);
    }

    @Test
    void preprocessingIsMediumAndInteractiveMostlyLow() {
        assertThat(summary("preprocessing").getAverage()).isBetween(0.4, 0.7);
        assertThat(hours(6, "interactive").filter(busy -> busy > 0.3).count()).isBetween(6 * 360L, 6 * 1200L);
        assertThat(summary("interactive").getAverage()).isLessThan(0.3);
    }

    @Test
    void inferenceFollowsTheDay() {
        double day = DoubleStream.iterate(0, i -> i + 1)
                .limit(3600)
                .map(i -> at("inference", 3 * 3600 + i))
                .sum();
        double night = DoubleStream.iterate(0, i -> i + 1)
                .limit(3600)
                .map(i -> at("inference", 15 * 3600 + i))
                .sum();
        assertThat(day).isGreaterThan(2 * night);
    }

    @Test
    void aboutOneLeaseInSixIsHeldAndIdle() {
        long idle = IntStream.range(0, 6000)
                .filter(i -> workload.isIdle("lease" + i))
                .count();
        assertThat(idle).isBetween(850L, 1150L);
        assertThat(IntStream.range(0, 3600)
                        .mapToDouble(i -> workload.busy(job(lease(true), "training"), "GPU-1", NOON.plusSeconds(i)))
                        .max())
                .hasValueCloseTo(0.02, Offset.offset(0.01));
    }

    @Test
    void aJobTakesHalfAMinuteToGetGoing() {
        Job starting = new Job(lease(false), "vision", "training", NOON);
        assertThat(workload.busy(starting, "GPU-1", NOON)).isZero();
        assertThat(workload.busy(starting, "GPU-1", NOON.minusSeconds(60))).isZero();
    }

    private DoubleSummaryStatistics summary(String kind) {
        return hours(6, kind).summaryStatistics();
    }

    private DoubleStream hours(int hours, String kind) {
        return IntStream.range(0, hours * 3600).mapToDouble(i -> at(kind, i));
    }

    private double at(String kind, double secondsAfterNoon) {
        return workload.busy(job(lease(false), kind), "GPU-1", NOON.plusSeconds((long) secondsAfterNoon));
    }

    private String lease(boolean idle) {
        return IntStream.range(0, 100)
                .mapToObj(i -> "lease" + i)
                .filter(lease -> workload.isIdle(lease) == idle)
                .findFirst()
                .orElseThrow();
    }

    private static Job job(String lease, String kind) {
        return new Job(lease, "vision", kind, NOON.minusSeconds(3600));
    }
}
