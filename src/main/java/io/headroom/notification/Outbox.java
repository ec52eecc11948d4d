package io.headroom.notification;

import io.headroom.platform.Signals;
import io.headroom.platform.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * What waits to be delivered. Taking it and noting what became of it are two transactions, so that none is open while a
 * server far away takes its time; whoever dies in between leaves a lease that ends.
 */
@ApplicationScoped
class Outbox {
    private static final Logger LOG = Logger.getLogger(Outbox.class);
    private static final int MOST_IN_A_DIGEST = 200;

    private final OutboxRepository repository;
    private final NotificationConfig config;
    private final Signals signals;
    private final Clock clock;

    Outbox(OutboxRepository repository, NotificationConfig config, Signals signals, Clock clock) {
        this.repository = repository;
        this.config = config;
        this.signals = signals;
        this.clock = clock;
    }

    /** For whom something is due, the longest waiting first. */
    List<String> due(Channel channel) {
        return repository.due(channel, clock.instant());
    }

    /** What is to leave for somebody now: the next one that is due, or all that their digest has in it; or none. */
    @Transactional
    List<Delivery> take(Channel channel, String target) {
        boolean digest = channel == Channel.DIGEST;
        if (digest && !repository.lockReader(target)) return List.of();
        Instant now = clock.instant();
        return repository.take(new OutboxRepository.Claim(
                channel, target, digest ? MOST_IN_A_DIGEST : 1, now, now.plus(config.lease())));
    }

    /** Notes what became of deliveries that were made together. */
    @Transactional
    void settle(List<Delivery> deliveries, Outcome outcome) {
        double random = ThreadLocalRandom.current().nextDouble();
        deliveries.forEach(delivery -> settle(delivery, outcome, random));
        signals.changed(Topic.NOTIFICATIONS);
    }

    private void settle(Delivery delivery, Outcome outcome, double random) {
        Instant now = clock.instant();
        switch (outcome) {
            case Outcome.Delivered(var status) -> {
                repository.delivered(delivery.id(), now);
                repository.logAttempt(delivery.id(), now, status, null);
            }
            case Outcome.Failed(var status, var error) -> {
                Instant next = Backoff.after(delivery.attempts(), random)
                        .map(now::plus)
                        .orElse(null);
                LOG.warnf(
                        "delivery=%s target=%s attempt=%d next=%s error=%s",
                        delivery.id(), delivery.target(), delivery.attempts(), next == null ? "never" : next, error);
                repository.failed(delivery.id(), error, next);
                repository.logAttempt(delivery.id(), now, status, error);
            }
            case Outcome.Pointless(var error) -> repository.failed(delivery.id(), error, null);
        }
    }
}
