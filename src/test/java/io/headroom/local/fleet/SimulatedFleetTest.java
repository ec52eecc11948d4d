package io.headroom.local.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.telemetry.DeviceReading;
import io.headroom.telemetry.Holder;
import io.headroom.telemetry.Mappings;
import io.headroom.telemetry.Scrape;
import io.headroom.telemetry.ScrapeLimits;
import io.headroom.telemetry.Scraper;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The fleet as the portal meets it: over HTTP, through the scraper. */
@Timeout(60)
class SimulatedFleetTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final long SEED = 7;
    private static final List<FleetGpu> GPUS = FleetGpu.eightByEight();

    @Test
    void eachNodeIsATargetWithEightDevices() {
        List<Scrape> scrapes = scrape(Occupancy.NOBODY, answeringTime());

        assertThat(scrapes).hasSize(8).allSatisfy(scrape -> {
            assertThat(scrape.error()).isNull();
            assertThat(scrape.mapping()).isEqualTo("dcgm-exporter");
            assertThat(scrape.dropped()).isZero();
            assertThat(scrape.devices()).hasSize(8);
        });
        assertThat(scrapes.stream().flatMap(scrape -> scrape.devices().stream()).map(DeviceReading::uuid))
                .containsExactlyElementsOf(GPUS.stream().map(FleetGpu::uuid).toList());
    }

    @Test
    void aFreeGpuRestsAndATrainingGpuWorks() {
        Job job = new Job(busyLease(), "vision", "TRAINING", NOON.minusSeconds(3600));
        Occupancy first = uuid -> uuid.equals(GPUS.getFirst().uuid()) ? Optional.of(job) : Optional.empty();

        List<DeviceReading> devices = scrape(first, workingTime(job)).getFirst().devices();
        DeviceReading working = devices.getFirst();
        DeviceReading free = devices.getLast();

        assertThat(working.busy()).isBetween(0.85, 0.99);
        assertThat(working.signal()).isEqualTo("DCGM_FI_PROF_GR_ENGINE_ACTIVE");
        assertThat(working.holders()).containsExactly(new Holder("vision", "lease-" + job.leaseId() + "-0", "main"));
        assertThat(working.powerWatts()).isBetween(550.0, 700.0);
        assertThat(working.memoryUsedBytes()).isGreaterThan(30L << 30);
        assertThat(free.busy()).isLessThan(0.01);
        assertThat(free.holders()).isEmpty();
        assertThat(free.powerWatts()).isLessThan(80);
        assertThat(free.temperatureCelsius()).isLessThan(working.temperatureCelsius());
        assertThat(free.memoryUsedBytes()).isZero();
        assertThat(free.memoryTotalBytes()).isEqualTo(81_559L << 20);
    }

    @Test
    void theLastGpuOfNodeSixIsOffTheBus() {
        DeviceReading dead =
                scrape(Occupancy.NOBODY, answeringTime()).get(5).devices().getLast();
        assertThat(dead.node()).isEqualTo("gpu-6");
        assertThat(dead.errors().xid()).isEqualTo(79);
        assertThat(dead.busy()).isNull();
        assertThat(dead.powerWatts()).isNull();
        assertThat(dead.memoryTotalBytes()).isNull();
    }

    @Test
    void nodeEightGoesMissingAndComesBack() {
        Outages outages = outages();
        Instant missing = seconds().filter(outages::contains).findFirst().orElseThrow();

        List<Scrape> scrapes = scrape(Occupancy.NOBODY, missing);

        assertThat(scrapes.getLast().succeeded()).isFalse();
        assertThat(scrapes.getLast().error()).startsWith("broke off: ");
        assertThat(scrapes.subList(0, 7)).allMatch(Scrape::succeeded);
        assertThat(outages.contains(missing.plus(Outages.LENGTH))).isFalse();
    }

    @Test
    void outagesTakeNinetySecondsOfEveryFifteenMinutes() {
        assertThat(seconds().filter(outages()::contains).count()).isBetween(89L * 4, 91L * 4); // in an hour
    }

    private static Stream<Instant> seconds() {
        return IntStream.range(0, 3600).mapToObj(NOON::plusSeconds);
    }

    private static Outages outages() {
        return Outages.nowAndThen(new Noise(SEED).of("outages"));
    }

    private static Instant answeringTime() {
        return seconds().filter(at -> !outages().contains(at)).findFirst().orElseThrow();
    }

    /** A moment at which the job does not save a checkpoint. */
    private static Instant workingTime(Job job) {
        Workload workload = new Workload(new Noise(SEED));
        return seconds()
                .filter(at -> workload.busy(job, GPUS.getFirst().uuid(), at) > 0.5)
                .findFirst()
                .orElseThrow();
    }

    private static String busyLease() {
        Workload workload = new Workload(new Noise(SEED));
        return IntStream.range(0, 100)
                .mapToObj(i -> "lease" + i)
                .filter(lease -> !workload.isIdle(lease))
                .findFirst()
                .orElseThrow();
    }

    private static List<Scrape> scrape(Occupancy occupancy, Instant at) {
        Clock clock = Clock.fixed(at, ZoneOffset.UTC);
        ScrapeLimits limits = new ScrapeLimits(Duration.ofSeconds(10), 1 << 20);
        try (SimulatedFleet fleet = new SimulatedFleet(GPUS, occupancy, clock, SEED);
                Scraper scraper = new Scraper(limits, Mappings.builtIn(), clock)) {
            List<URI> targets = fleet.start();
            return targets.stream().map(scraper::scrape).toList();
        }
    }
}
