package io.headroom.telemetry;

import io.headroom.device.Device;
import io.headroom.device.Devices;
import io.headroom.platform.Changed;
import io.headroom.platform.Topic;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * Scrapes every target once per interval, each on a virtual thread of its own: a hung one is cut off at its time-out and
 * delays nobody. Rolls finished minutes up into the database.
 */
@ApplicationScoped
class Collector {
    private static final Logger LOG = Logger.getLogger(Collector.class);

    private final TelemetryConfig config;
    private final Targets targets;
    private final Utilization utilization;
    private final Inventory inventory;
    private final Devices devices;
    private final UsageRepository repository;
    private final Event<Changed> changed;
    private final Clock clock;
    private final ScrapeMeters meters;
    private final Duration spread;
    private final Scraper scraper;
    private final PrometheusServer prometheus;
    private final Sources sources;
    private final MinuteRollUp rollUp = new MinuteRollUp();
    private volatile boolean running = true;
    private Instant written = Instant.MIN;
    private Thread thread;

    Collector(
            TelemetryConfig config,
            Targets targets,
            Sources sources,
            Utilization utilization,
            Inventory inventory,
            Devices devices,
            UsageRepository repository,
            Event<Changed> changed,
            Clock clock,
            ScrapeMeters meters) {
        this.config = config;
        this.targets = targets;
        this.utilization = utilization;
        this.inventory = inventory;
        this.devices = devices;
        this.repository = repository;
        this.changed = changed;
        this.clock = clock;
        this.meters = meters;
        this.spread = spread(config);
        ScrapeLimits limits = new ScrapeLimits(config.timeout(), config.mostBytes());
        Mappings mappings = Mappings.with(config.mappings());
        this.scraper = new Scraper(limits, mappings, clock);
        this.prometheus = new PrometheusServer(limits, mappings, clock);
        this.sources = sources;
    }

    /**
     * Over how long the targets of a round are spread: a thousand at once would be a burst of work, in which pages wait
     * and good targets time out. What is left of the interval is for the last one's time-out.
     */
    private static Duration spread(TelemetryConfig config) {
        Duration third = config.interval().dividedBy(3);
        Duration spare = config.interval().minus(config.timeout());
        return spare.compareTo(third) < 0 ? spare : third;
    }

    void start(@Observes StartupEvent event) {
        sources.refresh(clock.instant());
        thread = Thread.ofPlatform().daemon().name("collector").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        running = false;
        thread.interrupt();
        scraper.close();
        prometheus.close();
    }

    private void run() {
        remember();
        long due = System.nanoTime();
        while (running) {
            try {
                meters.round(this::round);
            } catch (RuntimeException | Error e) {
                // A lost database must not end the measuring; what was seen stays in memory.
                if (running) LOG.warnf("Round of scrapes: %s", e.getMessage());
            }
            // At a steady pace, or a minute would have a sample less now and then; what a long round missed is gone.
            due = Math.max(due + config.interval().toNanos(), System.nanoTime());
            pauseUntil(due);
        }
    }

    private void pauseUntil(long due) {
        try {
            Thread.sleep(Duration.ofNanos(due - System.nanoTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    /** Goes on where the last run stopped, as well as minutes tell. */
    private void remember() {
        try {
            repository.lastHour(clock.instant(), this::remember);
        } catch (RuntimeException e) {
            LOG.warnf("Starting without the last hour: %s", e.getMessage());
        }
    }

    private void remember(UsageRepository.Past past) {
        DeviceReading reading = DeviceReading.remembered(past.device(), past.busy());
        for (int sample = 0; sample < past.samples(); sample++)
            utilization
                    .recent()
                    .record(past.device(), past.minute().plus(config.interval().multipliedBy(sample)), reading);
    }

    private void round() {
        sources.refresh(clock.instant());
        var seen = new ConcurrentLinkedQueue<DeviceReading>();
        List<Targets.Status> all = targets.all();
        long begun = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < all.size() && running; i++) {
                Target target = all.get(i).target();
                long due = begun + spread.toNanos() * i / all.size();
                pauseUntil(due);
                threads.submit(() -> look(target, due, seen));
            }
        }
        Instant now = clock.instant();
        utilization.recent().forgetUnseen(now);
        write(now);
        inventory.reconcile(List.copyOf(seen), now);
        changed.fire(new Changed(Set.of(Topic.USE)));
    }

    private void look(Target target, long due, ConcurrentLinkedQueue<DeviceReading> seen) {
        boolean secondHand = config.prometheus().filter(target.uri()::equals).isPresent();
        List<Scrape> scrapes = secondHand
                ? prometheus.scrape(target)
                : List.of(scraper.scrape(target).on(target.node()));
        Scrape scrape = Scrape.together(scrapes);
        targets.looked(target, scrape);
        scrapes.forEach(each -> take(each, seen));
        meters.looked(scrape, Duration.ofNanos(System.nanoTime() - due));
        if (!scrape.succeeded()) LOG.debugf("%s: %s", target.uri(), scrape.error());
    }

    private void take(Scrape scrape, ConcurrentLinkedQueue<DeviceReading> seen) {
        for (DeviceReading reading : scrape.devices()) {
            seen.add(reading);
            if (isKnown(reading.key(), scrape.scrapedAt())) continue;
            utilization.recent().record(reading.key(), scrape.scrapedAt(), reading);
            rollUp.add(scrape.scrapedAt(), reading);
        }
    }

    /** A Prometheus server says the same again until it scrapes again; that is no second sample. */
    private boolean isKnown(DeviceKey device, Instant at) {
        return utilization
                .recent()
                .latest(device)
                .filter(seen -> seen.at().equals(at))
                .isPresent();
    }

    /** Every device has a row for every minute: what nobody measured is unknown, not absent. */
    private void write(Instant now) {
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        if (!minute.isAfter(written) && !minute.isBefore(written.minus(1, ChronoUnit.HOURS))) return;
        Map<Instant, Map<DeviceKey, MinuteRow>> minutes = new ConcurrentHashMap<>();
        for (MinuteRow row : rollUp.drain(now))
            minutes.computeIfAbsent(row.minute(), _ -> new ConcurrentHashMap<>())
                    .put(row.device(), row);
        List<Device> inventory = devices.all();
        Set<UUID> borrowed = Borrowed.among(inventory, repository.onLoan());
        minutes.forEach((at, rows) -> {
            List<UsageRepository.Row> written = inventory.stream()
                    .map(device ->
                            row(at, device, borrowed.contains(device.id()), rows.get(Utilization.key(device)), now))
                    .toList();
            meters.written(() -> repository.add(written));
        });
        written = minute;
    }

    private UsageRepository.Row row(Instant minute, Device device, boolean borrowed, MinuteRow measured, Instant now) {
        boolean held = device.holder() != null;
        MinuteVerdict verdict = MinuteVerdict.of(device, held ? utilization.verdict(device, now) : null);
        return new UsageRepository.Row(
                minute,
                device.id(),
                held ? device.holder().lease() : null,
                held ? device.holder().team() : null,
                verdict.name(),
                borrowed,
                measured == null ? null : measured.busyAvg(),
                measured == null ? null : measured.busyMax(),
                measured == null ? null : measured.memoryUsedMaxBytes(),
                measured == null ? null : measured.powerAvgWatts(),
                measured == null ? 0 : measured.busySamples());
    }
}
