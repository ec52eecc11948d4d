package io.headroom.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.platform.Happened;
import io.headroom.platform.JsonText;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Keeps entries. Rows are only ever added, and sealed once. */
@ApplicationScoped
class AuditRepository {
    /** The lock of whoever seals: "audit" read as ASCII. */
    private static final long LOCK = 0x6175646974L;

    private static final RowMapper<AuditEntry> ENTRY = ConstructorMapper.of(AuditEntry.class);

    private static final String SELECT = """
            SELECT id, at, actor, action, subject_type, subject_id, team, source, before, after, sentence,
                   seq, encode(previous, 'hex') AS previous, encode(hash, 'hex') AS hash
            FROM audit_entry
            """;

    private final Jdbi jdbi;
    private final JsonText json;

    AuditRepository(Jdbi jdbi, JsonText json) {
        this.jdbi = jdbi;
        this.json = json;
    }

    /** Outside the portal, to read. */
    static AuditRepository on(Connection connection) {
        return new AuditRepository(Jdbi.create(connection), new JsonText(new ObjectMapper()));
    }

    /** @param source the address it was done from, or null */
    void add(Happened happened, String source) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO audit_entry (at, actor, action, subject_type, subject_id, team, source, before, after, sentence)
                        VALUES (:at, :actor, :action, :type, :id, :team, :source, :beforeJson, :afterJson, :sentence)""")
                .bindMethods(happened)
                .bindMethods(happened.subject())
                .bind("source", source)
                .bind("beforeJson", json.write(happened.before()))
                .bind("afterJson", json.write(happened.after()))
                .execute());
    }

    /** Newest first; one more than the limit, if there is one. */
    List<AuditEntry> search(AuditFilter filter) {
        String sql = SELECT + where(filter) + " ORDER BY at DESC, id DESC LIMIT :limit + 1";
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).bindMethods(filter).map(ENTRY).list());
    }

    /** Nobody else seals until the caller's transaction ends. */
    void lock() {
        jdbi.useHandle(handle -> handle.execute("SELECT pg_advisory_xact_lock(?)", LOCK));
    }

    /** The end of the chain. */
    Optional<AuditEntry> last() {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + "WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1")
                .map(ENTRY)
                .findOne());
    }

    /** What is not sealed yet, oldest first. */
    List<AuditEntry> unsealed(int limit) {
        return jdbi.withHandle(handle -> handle.select(SELECT + "WHERE seq IS NULL ORDER BY at, id LIMIT ?", limit)
                .map(ENTRY)
                .list());
    }

    void seal(List<Seal> seals) {
        jdbi.useHandle(handle -> {
            var batch = handle.prepareBatch("""
                    UPDATE audit_entry SET seq = :seq, previous = decode(:previous, 'hex'), hash = decode(:hash, 'hex')
                    WHERE id = :id""");
            seals.forEach(seal -> batch.bindMethods(seal).add());
            batch.execute();
        });
    }

    /** A stretch of the chain, in its order. */
    List<AuditEntry> sealedAfter(long seq, int limit) {
        return jdbi.withHandle(handle -> handle.select(SELECT + "WHERE seq > ? ORDER BY seq LIMIT ?", seq, limit)
                .map(ENTRY)
                .list());
    }

    /** The oldest entry that should have been sealed long ago. When it came is in its id: {@code at} is the portal's clock. */
    Optional<AuditEntry> forgotten() {
        return jdbi.withHandle(
                handle -> handle.createQuery(SELECT + """
                        WHERE seq IS NULL AND uuid_extract_timestamp(id) < now() - interval '1 minute'
                        ORDER BY id LIMIT 1""").map(ENTRY).findOne());
    }

    /** Only what is asked for, so that each search finds its index. */
    private static String where(AuditFilter filter) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        if (filter.team() != null) conditions.add("team = :team");
        if (filter.actor() != null) conditions.add("actor = :actor");
        if (filter.subjectType() != null) conditions.add("subject_type = :subjectType");
        if (filter.subjectId() != null) conditions.add("subject_id = :subjectId");
        if (filter.action() != null) conditions.add("action = :action");
        if (filter.since() != null) conditions.add("at >= :since");
        if (filter.until() != null) conditions.add("at < :until");
        if (filter.after() != null) conditions.add("(at, id) < (SELECT at, id FROM audit_entry WHERE id = :after)");
        return "WHERE " + String.join(" AND ", conditions);
    }
}
