package io.headroom.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

@ApplicationScoped
class NewsRepository {
    private final Jdbi jdbi;

    NewsRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    UUID add(News news) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        INSERT INTO news (at, actor, action, title, importance, subject_type, subject_id, team, sentence,
                                          link, before, after)
                        VALUES (:at, :actor, :action, :title, :importance, :subjectType, :subjectId, :team, :sentence,
                                :link, :before::jsonb, :after::jsonb) RETURNING id""").bindMethods(news).mapTo(UUID.class).one());
    }

    /** With it go its notifications and what is known of its deliveries. */
    void removeBefore(Instant instant) {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM news WHERE at < ?", instant));
    }
}
