package io.headroom.telemetry;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Adds finished hours up, after downtime all that were missed. An hour for which minutes come late is added up anew, from
 * all of its minutes: doing it twice changes nothing.
 */
@ApplicationScoped
class RollUps {
    /** The last minute of an hour is written up to a minute after its end. */
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
        while (addUpOne()) {}
    }

    /**
     * Adds the oldest due hour up, and its day with it.
     *
     * @return whether there was one, and no other replica is at it
     */
    @Transactional
    boolean addUpOne() {
        Instant now = clock.instant();
        if (!repository.lock()) return false;
        Optional<Instant> due = repository.due(now.minus(Duration.ofHours(1)).minus(SETTLED));
        due.ifPresent(hour -> addUp(hour, now));
        return due.isPresent();
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
