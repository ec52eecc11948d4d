package io.headroom.notification;

import io.headroom.platform.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Counts what people send to a webhook by hand, so that nobody makes the portal call an address without end. */
@ApplicationScoped
class Trials {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final TrialRepository repository;
    private final NotificationConfig config;
    private final Clock clock;

    Trials(TrialRepository repository, NotificationConfig config, Clock clock) {
        this.repository = repository;
        this.config = config;
        this.clock = clock;
    }

    /** Counts one more, in the caller's transaction. @throws Refused 429 if there were too many in the last minute */
    void count(UUID webhook) {
        Instant now = clock.instant();
        repository.lock(webhook);
        List<Instant> last = repository.since(webhook, now.minus(WINDOW));
        if (last.size() >= config.trialsPerMinute())
            throw new Refused(new WebhookRefusal.TooManyTrials(
                    config.trialsPerMinute(),
                    Duration.between(now, last.getFirst().plus(WINDOW))));
        repository.add(webhook, now);
    }
}
