package io.headroom.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

@ApplicationScoped
class TrialRepository {
    private final Jdbi jdbi;

    TrialRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Two callers who try the same webhook take turns from here to the end of the transaction. */
    void lock(UUID webhook) {
        jdbi.useHandle(handle -> handle.select("SELECT 1 FROM webhook WHERE id = ? FOR UPDATE", webhook)
                .mapTo(Integer.class)
                .findOne());
    }

    /** Oldest first; what was before is forgotten. */
    List<Instant> since(UUID webhook, Instant instant) {
        return jdbi.withHandle(handle -> {
            handle.execute("DELETE FROM webhook_trial WHERE webhook = ? AND at <= ?", webhook, instant);
            return handle.select("SELECT at FROM webhook_trial WHERE webhook = ? ORDER BY at", webhook)
                    .mapTo(Instant.class)
                    .list();
        });
    }

    void add(UUID webhook, Instant now) {
        jdbi.useHandle(handle -> handle.execute("INSERT INTO webhook_trial (webhook, at) VALUES (?, ?)", webhook, now));
    }
}
