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
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * Scrapes every target once per interval, each on a virtual thread of its own: a hung one is cut off at its time-out and
 * delays nobody.
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
    private final Exporters exporters;
    private final Sources sources;
    private final MinuteWriter minutes;
    /** Of the round that runs. */
    private Homes homes = Homes.UNKNOWN;

    private volatile boolean running = true;
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
        this.exporters = new Exporters(config, clock);
        this.sources = sources;
        this.minutes = new MinuteWriter(
                config.interval(),
                this::holdings,
                utilization::verdict,
                rows -> meters.written(() -> repository.add(rows)));
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

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        thread.interrupt();
        thread.join(config.timeout());
        exporters.close();
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
        Thread.interrupted(); // ended the waiting, and must not end this
        minutes.writeLast(clock.instant());
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
        for (int sample = 0; sample < past.samples(); sample++)
            utilization
                    .recent()
                    .record(
                            past.device(),
                            past.minute().plus(config.interval().multipliedBy(sample)),
                            DeviceReading.remembered(past.device(), past.busy(sample)));
    }

    private void round() {
        sources.refresh(clock.instant());
        refreshHomes();
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
        if (running) keep(List.copyOf(seen), clock.instant());
    }

    /** While the database is away devices are where they were. */
    private void refreshHomes() {
        try {
            homes = Homes.of(devices.all());
        } catch (RuntimeException e) {
            LOG.debugf("Devices are where they were before: %s", e.getMessage());
        }
    }

    /** Pages show what was measured whatever becomes of it in the database. */
    private void keep(List<DeviceReading> seen, Instant now) {
        utilization.recent().forgetUnseen(now);
        try {
            minutes.write(now);
            inventory.reconcile(seen, now);
        } finally {
            changed.fire(new Changed(Set.of(Topic.USE)));
        }
    }

    private void look(Target target, long due, ConcurrentLinkedQueue<DeviceReading> seen) {
        try {
            take(target, exporters.ask(target, homes), due, seen);
        } catch (RuntimeException e) {
            // Nobody waits for this thread: what is not said here is said nowhere.
            LOG.warnf(e, "%s cannot be read", target.uri());
            String sentence = "cannot be read: " + e.getMessage();
            targets.looked(target, Scrape.failed(target.uri().toString(), sentence, clock.instant(), Duration.ZERO));
        }
    }

    private void take(Target target, List<Scrape> scrapes, long due, ConcurrentLinkedQueue<DeviceReading> seen) {
        Scrape scrape = Scrape.together(scrapes);
        targets.looked(target, scrape);
        scrapes.forEach(each -> take(each, seen));
        meters.looked(scrape, Duration.ofNanos(System.nanoTime() - due));
        if (!scrape.succeeded()) LOG.debugf("%s: %s", target.uri(), scrape.error());
    }

    private void take(Scrape scrape, ConcurrentLinkedQueue<DeviceReading> seen) {
        for (DeviceReading reading : scrape.devices()) {
            seen.add(reading);
            if (utilization.recent().record(reading.key(), scrape.scrapedAt(), reading))
                minutes.add(scrape.scrapedAt(), reading);
        }
    }

    private Holdings holdings() {
        List<Device> all = devices.all();
        return new Holdings(all, Borrowed.among(all, repository.onLoan()));
    }
}
