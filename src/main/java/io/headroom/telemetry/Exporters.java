package io.headroom.telemetry;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Asks each target as it wants to be asked: an exporter directly, a Prometheus server by queries. */
final class Exporters implements AutoCloseable {
    private final Optional<URI> server;
    private final Scraper scraper;
    private final PrometheusServer prometheus;

    Exporters(TelemetryConfig config, Clock clock) {
        this(
                new ScrapeLimits(config.timeout(), config.mostBytes()),
                Mappings.with(config.mappings()),
                config.prometheus(),
                clock);
    }

    /** @param server the target that is a Prometheus server, if one is */
    Exporters(ScrapeLimits limits, Mappings mappings, Optional<URI> server, Clock clock) {
        this.server = server;
        this.scraper = new Scraper(limits, mappings, clock);
        this.prometheus = new PrometheusServer(limits, mappings, clock);
    }

    /** What it tells, as far as it is believed; at least one look, if only a failed one. */
    List<Scrape> ask(Target target, Homes homes) {
        return looks(target).stream().map(look -> homes.believed(target, look)).toList();
    }

    private List<Scrape> looks(Target target) {
        if (server.filter(target.uri()::equals).isPresent()) return prometheus.scrape(target);
        return List.of(
                scraper.scrape(target).on(target.node()).orOn(target.uri().getHost()));
    }

    @Override
    public void close() {
        scraper.close();
        prometheus.close();
    }
}
