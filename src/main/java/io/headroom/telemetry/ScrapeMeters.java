package io.headroom.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;

/** How the exporters do, as this replica sees them. */
@ApplicationScoped
class ScrapeMeters {
    private final Utilization utilization;
    private final Sources sources;
    private final Clock clock;
    private final Timer rounds;
    private final Timer read;
    private final Timer failed;
    private final Timer writes;

    ScrapeMeters(Utilization utilization, Sources sources, Clock clock, MeterRegistry metrics) {
        this.utilization = utilization;
        this.sources = sources;
        this.clock = clock;
        this.rounds = metrics.timer("headroom.scrape.round");
        this.read = lag("read", metrics);
        this.failed = lag("failed", metrics);
        this.writes = Timer.builder("headroom.usage.write")
                .description("One minute of every GPU, written to the database")
                .register(metrics);
    }

    private static Timer lag(String outcome, MeterRegistry metrics) {
        return Timer.builder("headroom.scrape.lag")
                .description("From when an exporter was due until it was read, or given up")
                .tag("outcome", outcome)
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
    }

    void register(@Observes StartupEvent event, MeterRegistry metrics) {
        Gauge.builder("headroom.scrape.targets", () -> age().targets())
                .description("Exporters that are watched")
                .register(metrics);
        Gauge.builder("headroom.scrape.late.targets", () -> age().late())
                .description("Exporters that missed three intervals")
                .register(metrics);
        Gauge.builder("headroom.scrape.sources.away", () -> sources.outages(clock.instant())
                        .size())
                .description("Sources that cannot tell which exporters there are")
                .register(metrics);
    }

    void round(Runnable round) {
        rounds.record(round);
    }

    void written(Runnable write) {
        writes.record(write);
    }

    void looked(Scrape scrape, Duration lag) {
        (scrape.succeeded() ? read : failed).record(lag);
    }

    private DataAge age() {
        return utilization.age(clock.instant());
    }
}
