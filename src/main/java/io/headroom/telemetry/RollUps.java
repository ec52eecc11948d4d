package io.headroom.telemetry;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/**
 * Adds finished hours up, after downtime all that were missed. An hour for which minutes come late is added up anew, from
 * all of its minutes: doing it twice changes nothing. One that cannot be added up stays due and holds up no other.
 */
@ApplicationScoped
class RollUps {
    private static final Logger LOG = Logger.getLogger(RollUps.class);
    /** The last minute of an hour is written an interval and a round of scrapes after its end. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private final RollUpRepository repository;
    private final TelemetryConfig config;
    private final Clock clock;

    RollUps(RollUpRepository repository, TelemetryConfig config, Clock clock) {
        this.repository = repository;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void catchUp() {
        Instant now = clock.instant();
        for (Instant hour : repository.due(now.minus(Duration.ofHours(1)).minus(SETTLED))) {
            try {
                addUpIfDue(hour, now);
            } catch (RuntimeException e) {
                LOG.warnf("The hour from %s cannot be added up, and is tried again: %s", hour, e.getMessage());
            }
        }
    }

    /** Adds an hour up, and its day with it, unless another replica did or is at it. */
    @Transactional
    void addUpIfDue(Instant hour, Instant now) {
        if (repository.lock() && repository.lockDue(hour)) addUp(hour, now);
    }

    private void addUp(Instant hour, Instant now) {
        // Of an hour whose minutes are going, the sums that were made of all of them stay.
        if (hour.isBefore(now.minus(config.kept()))) {
            repository.settle(hour);
            return;
        }
        repository.makePartitions(Grain.HOUR, hour, hour);
        repository.addUp(Grain.HOUR, hour);
        repository.done(hour);
        repository.addUp(Grain.DAY, hour.truncatedTo(ChronoUnit.DAYS));
    }
}
