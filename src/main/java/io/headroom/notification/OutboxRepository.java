package io.headroom.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

@ApplicationScoped
class OutboxRepository {
    /** What is due is chosen and locked before anything is updated, or the update could choose again and take more. */
    private static final String TAKE = """
            WITH due AS MATERIALIZED (
                SELECT id FROM outbox WHERE channel = :channel AND next_attempt <= :now
                  AND target = :target
                ORDER BY next_attempt LIMIT :most FOR UPDATE SKIP LOCKED)
            UPDATE outbox o SET attempts = o.attempts + 1, next_attempt = :leaseEnds
            FROM due, news e WHERE o.id = due.id AND e.id = o.news
            RETURNING o.id, o.target, o.attempts, e.id AS news_id, e.at AS news_at, e.actor AS news_actor,
                e.action AS news_action, e.title AS news_title, e.importance AS news_importance,
                e.subject_type AS news_subject_type, e.subject_id AS news_subject_id, e.team AS news_team,
                e.sentence AS news_sentence, e.link AS news_link, e.before AS news_before, e.after AS news_after""";

    private static final RowMapper<News> NEWS = ConstructorMapper.of(News.class, "news");

    private final Jdbi jdbi;

    OutboxRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    UUID put(UUID news, Channel channel, String target, Instant due) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        INSERT INTO outbox (news, channel, target, next_attempt)
                        VALUES (:news, :channel, :target, :due) RETURNING id""")
                .bind("news", news)
                .bind("channel", channel)
                .bind("target", target)
                .bind("due", due)
                .mapTo(UUID.class)
                .one());
    }

    /** For whom something is due, the longest waiting first. */
    List<String> due(Channel channel, Instant now) {
        return jdbi.withHandle(
                handle -> handle.select("""
                        SELECT target FROM outbox WHERE channel = ? AND next_attempt <= ?
                        GROUP BY target ORDER BY min(next_attempt)""", channel, now).mapTo(String.class).list());
    }

    /** Of two replicas one makes a person's digest. @return whether it is this one */
    boolean lockReader(String person) {
        return jdbi.withHandle(handle -> handle.select(
                                "SELECT 1 FROM person WHERE username = ? FOR NO KEY UPDATE SKIP LOCKED", person)
                        .mapTo(Integer.class)
                        .findOne())
                .isPresent();
    }

    /** Takes what is due, oldest first; until the lease ends nobody else does. */
    List<Delivery> take(Claim claim) {
        return jdbi.withHandle(handle -> handle.createQuery(TAKE)
                .bindMethods(claim)
                .map((row, context) -> new Delivery(
                        row.getObject("id", UUID.class),
                        row.getString("target"),
                        row.getInt("attempts"),
                        NEWS.map(row, context)))
                .list());
    }

    /** What to take: so many of what is due for somebody. */
    public record Claim(Channel channel, String target, int most, Instant now, Instant leaseEnds) {}

    void delivered(UUID id, Instant now) {
        update("UPDATE outbox SET delivered_at = ?, next_attempt = NULL, last_error = NULL WHERE id = ?", now, id);
    }

    /** @param next when to try again, or null if never */
    void failed(UUID id, String error, Instant next) {
        update("UPDATE outbox SET last_error = ?, next_attempt = ? WHERE id = ?", error, next, id);
    }

    /** Of one that was dropped meanwhile nothing is kept. */
    void logAttempt(UUID id, Instant at, Integer status, String error) {
        update("""
                INSERT INTO delivery_attempt (outbox, at, status, error)
                SELECT id, ?::timestamptz, ?::integer, ?::text FROM outbox WHERE id = ?""", at, status, error, id);
    }

    /** What has not left, of every channel. */
    List<Backlog> backlog(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT c.channel, count(o.id) FILTER (WHERE o.next_attempt <= :now)::integer AS due,
                               count(o.id) FILTER (WHERE o.last_error IS NOT NULL)::integer AS failing,
                               min(o.next_attempt) FILTER (WHERE o.next_attempt <= :now) AS oldest
                        FROM unnest(:channels) AS c (channel)
                        LEFT JOIN outbox o ON o.channel = c.channel AND o.next_attempt IS NOT NULL
                        GROUP BY c.channel""")
                .bind("now", now)
                .bindArray(
                        "channels",
                        String.class,
                        Arrays.stream(Channel.values()).map(Channel::name).toList())
                .map(ConstructorMapper.of(Backlog.class))
                .list());
    }

    void dropMailTo(String person) {
        update(
                "DELETE FROM outbox WHERE channel IN ('MAIL', 'DIGEST') AND target = ? AND next_attempt IS NOT NULL",
                person);
    }

    private void update(String sql, Object... arguments) {
        jdbi.useHandle(handle -> handle.execute(sql, arguments));
    }
}
