package io.headroom.lease;

import io.headroom.allocator.Decision;
import io.headroom.allocator.ReclaimReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Reclaims under way. */
@ApplicationScoped
class NoticeRepository {
    private static final String OPEN = """
            SELECT n.id, n.lease, l.team, n.for_lease, f.team AS for_team, l.flavor, n.gpus, n.reason, n.sentence,
                   n.asked_at, n.deadline
            FROM notice n JOIN lease l ON l.id = n.lease LEFT JOIN lease f ON f.id = n.for_lease
            WHERE n.closed_at IS NULL""";

    private final Jdbi jdbi;

    NoticeRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<OpenNotice> open() {
        return jdbi.withHandle(handle -> handle.select(OPEN + " ORDER BY n.deadline, n.id")
                .map(ConstructorMapper.of(OpenNotice.class))
                .list());
    }

    List<OpenNotice> openOf(UUID lease) {
        return jdbi.withHandle(handle -> handle.select(OPEN + " AND n.lease = ? ORDER BY n.deadline, n.id", lease)
                .map(ConstructorMapper.of(OpenNotice.class))
                .list());
    }

    /** Those whose GPUs are for this lease. */
    List<OpenNotice> openFor(UUID taker) {
        return jdbi.withHandle(handle -> handle.select(OPEN + " AND n.for_lease = ? ORDER BY n.deadline, n.id", taker)
                .map(ConstructorMapper.of(OpenNotice.class))
                .list());
    }

    /** Asks a lease to give back; asking again for the same taker and reason adds to what was asked. */
    void ask(Decision.Reclaim reclaim, Instant now) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        INSERT INTO notice (lease, for_lease, gpus, reason, sentence, asked_at, deadline)
                        VALUES (:lease::uuid, :forRequest::uuid, :gpus, :reason, :sentence, :now, :deadline)
                        ON CONFLICT (lease, for_lease, reason) WHERE closed_at IS NULL
                        DO UPDATE SET gpus = notice.gpus + excluded.gpus, sentence = excluded.sentence,
                                      deadline = greatest(notice.deadline, excluded.deadline)""").bindMethods(reclaim).bind("now", now).execute());
    }

    /** Closes every open notice of the lease. */
    void closeAll(UUID lease, String outcome, Instant now) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE notice SET closed_at = ?, outcome = ? WHERE lease = ? AND closed_at IS NULL",
                now,
                outcome,
                lease));
    }

    /** Closes one that was served before it was due. */
    void returned(UUID notice, Instant now) {
        jdbi.useHandle(handle ->
                handle.execute("UPDATE notice SET closed_at = ?, outcome = 'RETURNED' WHERE id = ?", now, notice));
    }

    /** Closes the one that is for this taker and reason; null is the taker of what goes to nobody in particular. */
    void callOff(UUID lease, UUID forLease, ReclaimReason reason, Instant now) {
        jdbi.useHandle(handle -> handle.execute("""
                UPDATE notice SET closed_at = ?, outcome = 'CALLED_OFF'
                WHERE lease = ? AND closed_at IS NULL AND for_lease IS NOT DISTINCT FROM ?::uuid AND reason = ?""", now, lease, forLease, reason));
    }

    /** Closes what was asked for this taker, or nobody in particular, and is over. */
    void closeDue(UUID lease, UUID forLease, Instant now) {
        jdbi.useHandle(handle -> handle.execute("""
                UPDATE notice SET closed_at = ?, outcome = 'RECLAIMED'
                WHERE lease = ? AND closed_at IS NULL AND for_lease IS NOT DISTINCT FROM ?::uuid AND deadline <= ?""", now, lease, forLease, now));
    }

    void reduce(UUID notice, int gpus) {
        jdbi.useHandle(handle -> handle.execute("UPDATE notice SET gpus = gpus - ? WHERE id = ?", gpus, notice));
    }
}
