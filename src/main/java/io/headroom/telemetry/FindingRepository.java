package io.headroom.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Since when what does not agree does so. */
@ApplicationScoped
class FindingRepository {
    private final Jdbi jdbi;

    FindingRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Whether this transaction may write: one replica at a time does, for all see about the same. */
    boolean lock() {
        return jdbi.withHandle(handle -> handle.select("SELECT pg_try_advisory_xact_lock(hashtext('findings'))")
                .mapTo(Boolean.class)
                .one());
    }

    /** When each was seen first, of those that were still there at an instant. */
    Map<Finding.Key, Instant> since(Instant stillSeen) {
        return jdbi.withHandle(
                handle -> handle.select("SELECT kind, subject, first_seen FROM finding WHERE last_seen >= ?", stillSeen)
                        .map((row, _) -> Map.entry(
                                new Finding.Key(Finding.Kind.valueOf(row.getString("kind")), row.getString("subject")),
                                row.getTimestamp("first_seen").toInstant()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Keeps these and no others. */
    void write(List<Finding> open) {
        jdbi.useHandle(handle -> {
            handle.execute("DELETE FROM finding");
            if (open.isEmpty()) return;
            PreparedBatch batch = handle.prepareBatch(
                    "INSERT INTO finding (kind, subject, first_seen, last_seen) VALUES (?, ?, ?, ?)");
            for (Finding it : open) batch.add(it.kind().name(), it.subject(), it.since(), it.lastSeen());
            batch.execute();
        });
    }
}
