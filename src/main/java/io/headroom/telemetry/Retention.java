package io.headroom.telemetry;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Makes room for use to come and drops what is older than it is kept. Every replica may: the second finds it done. */
@ApplicationScoped
class Retention {
    private static final Logger LOG = Logger.getLogger(Retention.class);
    /** Beyond a weekend in which nobody looks at a job that fails. */
    private static final Duration AHEAD = Duration.ofDays(3);

    private final RollUpRepository repository;
    private final TelemetryConfig config;
    private final Clock clock;

    Retention(RollUpRepository repository, TelemetryConfig config, Clock clock) {
        this.repository = repository;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1h", concurrentExecution = ConcurrentExecution.SKIP)
    @Transactional
    void keep() {
        Instant now = clock.instant();
        for (Grain grain : new Grain[] {Grain.MINUTE, Grain.HOUR})
            repository.makePartitions(grain, now, now.plus(AHEAD));
        int dropped = repository.dropPartitions(Grain.MINUTE, now.minus(config.kept()))
                + repository.dropPartitions(Grain.HOUR, now.minus(config.hoursKept()));
        repository.forget(now.minus(config.hoursKept()));
        if (dropped > 0) LOG.infof("Dropped %d partitions of use that is older than it is kept", dropped);
    }
}
