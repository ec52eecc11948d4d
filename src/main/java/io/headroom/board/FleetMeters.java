package io.headroom.board;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * The board's numbers for Prometheus. All gauges are set from one picture, so they add up, and however often somebody
 * scrapes the database is asked no more. Every replica shows the same: take the maximum, not the sum. One that cannot
 * read its database shows nothing rather than what was.
 */
@ApplicationScoped
class FleetMeters {
    /** As the alert has it. */
    private static final double OLD_SECONDS = 120;

    private final Pictures pictures;
    private final Clock clock;
    private final Map<TeamMeter, MultiGauge> teams = new EnumMap<>(TeamMeter.class);
    private final Map<FlavorMeter, MultiGauge> flavors = new EnumMap<>(FlavorMeter.class);
    private final MultiGauge waiting;
    private volatile Instant taken;

    FleetMeters(Pictures pictures, Clock clock, MeterRegistry metrics) {
        this.pictures = pictures;
        this.clock = clock;
        this.taken = clock.instant();
        for (TeamMeter it : TeamMeter.values()) teams.put(it, gauge(it.meter(), it.description(), "gpus", metrics));
        for (FlavorMeter it : FlavorMeter.values())
            flavors.put(it, gauge(it.meter(), it.description(), "gpus", metrics));
        waiting = gauge("headroom.team.waiting.requests", "Leases that wait or are scheduled", null, metrics);
        Gauge.builder("headroom.figures.age", this::age)
                .description("How old the figures by team and flavor are")
                .baseUnit("seconds")
                .register(metrics);
    }

    private static MultiGauge gauge(String name, String description, String unit, MeterRegistry metrics) {
        return MultiGauge.builder(name).description(description).baseUnit(unit).register(metrics);
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void read() {
        show(pictures.take());
    }

    void show(Picture picture) {
        List<TeamFigures> figures = TeamFigures.of(picture);
        teams.forEach((meter, gauge) -> gauge.register(rows(figures, meter::value), true));
        waiting.register(rows(figures, TeamFigures::waitingRequests), true);
        Map<String, Counts> counts = new TreeMap<>();
        for (String flavor : picture.flavors())
            counts.put(flavor, Counts.of(picture.of(flavor).devices(), picture));
        flavors.forEach((meter, gauge) -> gauge.register(rows(counts, meter), true));
        taken = picture.now();
    }

    private List<Row<?>> rows(List<TeamFigures> figures, ToIntFunction<TeamFigures> value) {
        return figures.stream()
                .<Row<?>>map(it -> row(
                        Tags.of("team", it.share().team(), "flavor", it.share().flavor()), value.applyAsInt(it)))
                .toList();
    }

    private List<Row<?>> rows(Map<String, Counts> counts, FlavorMeter meter) {
        return counts.entrySet().stream()
                .<Row<?>>map(it -> row(Tags.of("flavor", it.getKey()), meter.value(it.getValue())))
                .toList();
    }

    private Row<?> row(Tags tags, int value) {
        return Row.of(tags, this, it -> it.age() > OLD_SECONDS ? Double.NaN : value);
    }

    private double age() {
        return Duration.between(taken, clock.instant()).toMillis() / 1000.0;
    }
}
