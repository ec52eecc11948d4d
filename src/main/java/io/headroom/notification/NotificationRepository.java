package io.headroom.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

@ApplicationScoped
class NotificationRepository {
    private static final String SELECT = """
            SELECT n.id, e.at, e.title, e.importance, e.team, e.sentence, e.link, n.read_at
            FROM notification n JOIN news e ON e.id = n.news WHERE n.person = :person\s""";

    private final Jdbi jdbi;

    NotificationRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void add(UUID news, String person) {
        jdbi.useHandle(handle -> handle.execute("INSERT INTO notification (news, person) VALUES (?, ?)", news, person));
    }

    int unread(String person) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT count(*) FROM notification WHERE person = ? AND read_at IS NULL", person)
                .mapTo(Integer.class)
                .one());
    }

    /** Newest first; one more than the limit, if there is one. */
    List<Notification> list(NotificationFilter filter) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + """
                        AND (NOT :unread OR n.read_at IS NULL) AND (:after::uuid IS NULL OR n.id < :after::uuid)
                        ORDER BY n.id DESC LIMIT :limit + 1""")
                .bindMethods(filter)
                .map(ConstructorMapper.of(Notification.class))
                .list());
    }

    Optional<Notification> find(UUID id, String person) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + "AND n.id = :id")
                .bind("id", id)
                .bind("person", person)
                .map(ConstructorMapper.of(Notification.class))
                .findOne());
    }

    /** Whether it was told to anybody. */
    boolean exists(UUID id) {
        return jdbi.withHandle(handle -> handle.select("SELECT 1 FROM notification WHERE id = ?", id)
                        .mapTo(Integer.class)
                        .findOne())
                .isPresent();
    }

    void read(UUID id, String person, Instant now) {
        update("UPDATE notification SET read_at = ? WHERE id = ? AND person = ? AND read_at IS NULL", now, id, person);
    }

    void readAll(String person, Instant now) {
        update("UPDATE notification SET read_at = ? WHERE person = ? AND read_at IS NULL", now, person);
    }

    private void update(String sql, Object... arguments) {
        jdbi.useHandle(handle -> handle.execute(sql, arguments));
    }
}
