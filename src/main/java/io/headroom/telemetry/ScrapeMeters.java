package io.headroom.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;

/** How the exporters do, as this replica sees them. */
@ApplicationScoped
class ScrapeMeters {
    private final Utilization utilization;
    private final Sources sources;
    private final Clock clock;

    ScrapeMeters(Utilization utilization, Sources sources, Clock clock) {
        this.utilization = utilization;
        this.sources = sources;
        this.clock = clock;
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

    private DataAge age() {
        return utilization.age(clock.instant());
    }
}
