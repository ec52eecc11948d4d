package io.headroom.notification;

import io.headroom.account.Account;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import io.headroom.platform.Signals;
import io.headroom.platform.Slice;
import io.headroom.platform.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What was sent to a webhook, and what its owners send it by hand. */
@ApplicationScoped
class Deliveries {
    /** The action of a test. */
    static final String PING = "ping";

    private static final int SHOWN = 20;

    private final Webhooks webhooks;
    private final DeliveryLogRepository log;
    private final NewsRepository news;
    private final OutboxRepository outbox;
    private final Trials trials;
    private final Signals signals;
    private final Clock clock;

    Deliveries(
            Webhooks webhooks,
            DeliveryLogRepository log,
            NewsRepository news,
            OutboxRepository outbox,
            Trials trials,
            Signals signals,
            Clock clock) {
        this.webhooks = webhooks;
        this.log = log;
        this.news = news;
        this.outbox = outbox;
        this.trials = trials;
        this.signals = signals;
        this.clock = clock;
    }

    /** The last attempts to reach it, newest first. */
    List<Attempt> attempts(UUID webhook) {
        return log.attempts(webhook, SHOWN);
    }

    /** Newest first. @throws Refused 404 if there is no such webhook, or it is somebody else's */
    Slice<LoggedDelivery> list(DeliveryFilter filter, Account account) {
        webhooks.get(filter.webhook(), account);
        return Slice.of(
                log.list(filter), filter.limit(), delivery -> delivery.id().toString());
    }

    /**
     * Sends a test, on the way that everything else goes.
     *
     * @return the delivery
     * @throws Refused 404, or 429 if there were too many in the last minute
     */
    @Transactional
    UUID ping(UUID id, Account account) {
        Webhook webhook = webhooks.get(id, account);
        trials.count(id);
        Instant now = clock.instant();
        UUID told = news.add(new News(
                null,
                now,
                account.username(),
                PING,
                "Test",
                Importance.ORDINARY,
                "webhook",
                id.toString(),
                webhook.team(),
                account.username() + " tests this webhook.",
                "/notifications/webhooks",
                null,
                null));
        UUID delivery = outbox.put(told, Channel.WEBHOOK, id.toString(), now);
        signals.changed(Topic.NOTIFICATIONS);
        return delivery;
    }

    /**
     * Sends one again now, under the same id, and from then on as often as a new one.
     *
     * @throws Refused 404 if there is none, or 429 if there were too many in the last minute
     */
    @Transactional
    void again(UUID id, UUID delivery, Account account) {
        webhooks.get(id, account);
        trials.count(id);
        if (!log.again(id, delivery, clock.instant()))
            throw new Refused(new CommonRefusal.NotFound("delivery", delivery.toString()));
        signals.changed(Topic.NOTIFICATIONS);
    }
}
