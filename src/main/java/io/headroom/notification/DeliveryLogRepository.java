package io.headroom.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Deliveries to webhooks as their owners read them. */
@ApplicationScoped
class DeliveryLogRepository {
    private final Jdbi jdbi;

    DeliveryLogRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The last attempts to reach a webhook, newest first. */
    List<Attempt> attempts(UUID webhook, int most) {
        return jdbi.withHandle(handle -> handle.select("""
                        SELECT a.at, e.action, o.id AS delivery, a.status, a.error
                        FROM delivery_attempt a JOIN outbox o ON o.id = a.outbox JOIN news e ON e.id = o.news
                        WHERE o.channel = 'WEBHOOK' AND o.target = ? ORDER BY a.id DESC LIMIT ?""", webhook.toString(), most)
                .map(ConstructorMapper.of(Attempt.class))
                .list());
    }

    /** Newest first; one more than the limit, if there is one. */
    List<LoggedDelivery> list(DeliveryFilter filter) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT o.id, e.at, e.action, e.sentence, o.attempts, a.at AS last_attempt, a.status,
                               o.last_error AS error, o.next_attempt, o.delivered_at
                        FROM outbox o JOIN news e ON e.id = o.news
                        LEFT JOIN LATERAL (SELECT at, status FROM delivery_attempt
                                           WHERE outbox = o.id ORDER BY id DESC LIMIT 1) a ON true
                        WHERE o.channel = 'WEBHOOK' AND o.target = :webhook::text
                          AND (:after::uuid IS NULL OR o.id < :after::uuid)
                        ORDER BY o.id DESC LIMIT :limit + 1""")
                .bindMethods(filter)
                .map(ConstructorMapper.of(LoggedDelivery.class))
                .list());
    }

    /** Makes one due. @return whether there is one */
    boolean again(UUID webhook, UUID delivery, Instant now) {
        return jdbi.withHandle(handle -> handle.execute("""
                        UPDATE outbox SET attempts = 0, next_attempt = ?, delivered_at = NULL
                        WHERE channel = 'WEBHOOK' AND target = ? AND id = ?""", now, webhook.toString(), delivery)) == 1;
    }
}
