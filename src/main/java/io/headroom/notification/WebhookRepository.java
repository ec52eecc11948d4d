package io.headroom.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

@ApplicationScoped
class WebhookRepository {
    private final Jdbi jdbi;

    WebhookRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Those that get the news of a team; without one, those that get everything. */
    List<UUID> listening(String team) {
        return jdbi.withHandle(
                handle -> handle.select("SELECT id FROM webhook WHERE active AND (team IS NULL OR team = ?)", team)
                        .mapTo(UUID.class)
                        .list());
    }

    List<Webhook> all() {
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM webhook ORDER BY id")
                .map(ConstructorMapper.of(Webhook.class))
                .list());
    }

    Optional<Webhook> find(UUID id) {
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM webhook WHERE id = ?", id)
                .map(ConstructorMapper.of(Webhook.class))
                .findOne());
    }

    /** Nobody else adds one until the caller's transaction ends. */
    void lock() {
        jdbi.useHandle(handle -> handle.execute("LOCK TABLE webhook IN SHARE ROW EXCLUSIVE MODE"));
    }

    UUID add(Webhook webhook) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        INSERT INTO webhook (team, url, secret, format, active, created_by, created_at)
                        VALUES (:team, :url, :secret, :format, :active, :createdBy, :createdAt) RETURNING id""").bindMethods(webhook).mapTo(UUID.class).one());
    }

    void activate(UUID id, boolean active) {
        jdbi.useHandle(handle -> handle.execute("UPDATE webhook SET active = ? WHERE id = ?", active, id));
    }

    void remove(UUID id) {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM webhook WHERE id = ?", id));
    }
}
