package io.headroom.telemetry;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Makes room for use to come and drops what is older than it is kept. Every replica may: the second finds it done. */
@ApplicationScoped
class Retention {
    private static final Logger LOG = Logger.getLogger(Retention.class);
    /** Beyond a weekend in which nobody looks at a job that fails. */
    private static final Duration AHEAD = Duration.ofDays(3);

    /**
     * For so many hours something has to be measured before their time is believed: a clock that is years ahead would have
     * everything dropped.
     */
    private static final int HOURS_TO_TRUST = 24;

    private final RollUpRepository repository;
    private final TelemetryConfig config;
    private final Clock clock;

    Retention(RollUpRepository repository, TelemetryConfig config, Clock clock) {
        this.repository = repository;
        this.config = config;
        this.clock = clock;
    }

    /** In three transactions: a reader that delays a drop must not undo the room made for minutes to come. */
    @Scheduled(every = "1h", concurrentExecution = ConcurrentExecution.SKIP)
    void keep() {
        Instant now = clock.instant();
        makeRoom(now);
        Optional<Instant> measured =
                repository.hourBeforeLast(HOURS_TO_TRUST).map(it -> it.plus(Duration.ofHours(HOURS_TO_TRUST)));
        if (measured.isEmpty()) return;
        Instant since = measured.get().isBefore(now) ? measured.get() : now;
        forget(since);
        drop(since);
    }

    @Transactional
    void makeRoom(Instant now) {
        for (Grain grain : new Grain[] {Grain.MINUTE, Grain.HOUR})
            repository.makePartitions(grain, now, now.plus(AHEAD));
    }

    @Transactional
    void forget(Instant now) {
        repository.forget(now.minus(config.hoursKept()));
    }

    @Transactional
    void drop(Instant now) {
        int dropped = repository.dropPartitions(Grain.MINUTE, now.minus(config.kept()))
                + repository.dropPartitions(Grain.HOUR, now.minus(config.hoursKept()));
        if (dropped > 0) LOG.infof("Dropped %d partitions of use that is older than it is kept", dropped);
    }
}
