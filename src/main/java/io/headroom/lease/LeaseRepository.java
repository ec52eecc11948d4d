package io.headroom.lease;

import io.headroom.allocator.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Leases as rows. Every update names the phases it may start from, so a lost race changes nothing. */
@ApplicationScoped
class LeaseRepository {
    private final Jdbi jdbi;

    LeaseRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<Lease> find(UUID id) {
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM lease WHERE id = ?", id)
                .map(ConstructorMapper.of(Lease.class))
                .findOne());
    }

    /** Locks the row: two people acting on one lease take turns. */
    Optional<Lease> lock(UUID id) {
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM lease WHERE id = ? FOR UPDATE", id)
                .map(ConstructorMapper.of(Lease.class))
                .findOne());
    }

    List<Lease> open() {
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM lease WHERE phase <> 'ENDED' ORDER BY id")
                .map(ConstructorMapper.of(Lease.class))
                .list());
    }

    /** Newest first; one more than the limit, if there is one. */
    List<Lease> list(LeaseFilter filter) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT * FROM lease
                        WHERE (:teams::text[] IS NULL OR team = ANY(:teams))
                          AND (:phase::text IS NULL OR phase = :phase)
                          AND (:since::timestamptz IS NULL OR ended_at IS NULL OR ended_at >= :since)
                          AND (:after::uuid IS NULL OR id < :after::uuid)
                        ORDER BY id DESC LIMIT :limit + 1""")
                .bindArray("teams", String.class, filter.teams())
                .bind("phase", filter.phase())
                .bind("since", filter.since())
                .bind("after", filter.after())
                .bind("limit", filter.limit())
                .map(ConstructorMapper.of(Lease.class))
                .list());
    }

    /** GPUs a team holds or waits for of a flavor; scheduled leases count if they start before the given end. */
    int claimed(String team, String flavor, Instant before) {
        return jdbi.withHandle(handle ->
                handle.select("""
                        SELECT coalesce(sum(CASE WHEN held > 0 THEN held ELSE gpus END), 0) FROM lease
                        WHERE team = ? AND flavor = ? AND phase <> 'ENDED' AND (phase <> 'SCHEDULED' OR starts_at < ?)""", team, flavor, before).mapTo(Integer.class).one());
    }

    UUID insert(NewLease lease, Phase phase) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        INSERT INTO lease (team, flavor, kind, purpose, owner, gpus, min_gpus, phase, term_seconds,
                                           submitted_at, starts_at, ends_at)
                        VALUES (:team, :flavor, :kind, :purpose, :owner, :gpus, :minGpus, :phase, :termSeconds,
                                :submittedAt, :startsAt, :endsAt) RETURNING id""")
                .bindMethods(lease)
                .bind("phase", phase)
                .bind("termSeconds", lease.term().toSeconds())
                .mapTo(UUID.class)
                .one());
    }

    /** Scheduled leases whose start has come join the queue. */
    int begin(Instant now) {
        return update(
                "UPDATE lease SET phase = 'WAITING', version = version + 1 WHERE phase = 'SCHEDULED' AND starts_at <= ?",
                now);
    }

    void grant(UUID id, int held, Instant now, String sentence) {
        changed(update("""
                UPDATE lease SET phase = 'ACTIVE', held = ?, started_at = ?, taker = false, sentence = ?,
                    ends_at = coalesce(ends_at, ?::timestamptz + make_interval(secs => term_seconds)),
                    wait_reason = NULL, wait_sentence = NULL, estimated_start = NULL, version = version + 1
                WHERE id = ? AND phase = 'WAITING'""", held, now, sentence, now, id));
    }

    /** Says why leases wait, all in one go: a long queue is told anew at every change. */
    void sayWhy(List<Decision.Wait> waits) {
        if (waits.isEmpty()) return;
        jdbi.useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    UPDATE lease SET wait_reason = :reason, wait_sentence = :sentence, estimated_start = :estimatedStart
                    WHERE id = :request::uuid AND phase IN ('WAITING', 'SCHEDULED')""");
            waits.forEach(wait -> batch.bindMethods(wait).add());
            batch.execute();
        });
    }

    void take(UUID id) {
        update("UPDATE lease SET taker = true WHERE id = ? AND phase IN ('WAITING', 'SCHEDULED')", id);
    }

    void reclaiming(UUID id) {
        changed(update(
                "UPDATE lease SET phase = 'RECLAIMING', version = version + 1 WHERE id = ? AND phase IN ('ACTIVE', 'RECLAIMING')",
                id));
    }

    /** Back to active if nothing is asked back any more. */
    void settle(UUID id) {
        update("""
                UPDATE lease SET phase = 'ACTIVE', version = version + 1 WHERE id = ? AND phase = 'RECLAIMING'
                  AND NOT EXISTS (SELECT FROM notice WHERE lease = lease.id AND closed_at IS NULL)""", id);
    }

    /** GPUs leave without the holder's doing; what it asks for stays, so it is known what it misses. */
    void shrink(UUID id, int remaining, String sentence) {
        if (remaining > 0) {
            changed(update("""
                    UPDATE lease SET held = ?, min_gpus = least(min_gpus, ?), sentence = ?,
                        times_reclaimed = times_reclaimed + 1, version = version + 1
                    WHERE id = ? AND phase IN ('ACTIVE', 'RECLAIMING')""", remaining, remaining, sentence, id));
        } else {
            changed(update("""
                    UPDATE lease SET phase = 'WAITING', held = 0, started_at = NULL, sentence = ?,
                        times_reclaimed = times_reclaimed + 1, version = version + 1
                    WHERE id = ? AND phase IN ('ACTIVE', 'RECLAIMING')""", sentence, id));
        }
    }

    /** An elastic lease holds more from now on. */
    void grow(UUID id, int held, String sentence) {
        changed(update("""
                UPDATE lease SET held = ?, sentence = ?, version = version + 1
                WHERE id = ? AND phase IN ('ACTIVE', 'RECLAIMING')""", held, sentence, id));
    }

    /** GPUs leave because the holder gave them back: it asks for less from now on. */
    void release(UUID id, int remaining) {
        changed(update("""
                UPDATE lease SET held = ?, gpus = ?, min_gpus = least(min_gpus, ?), version = version + 1
                WHERE id = ? AND phase IN ('ACTIVE', 'RECLAIMING')""", remaining, remaining, remaining, id));
    }

    void end(UUID id, EndReason reason, Instant now, String sentence) {
        changed(update("""
                UPDATE lease SET phase = 'ENDED', held = 0, ended_at = ?, end_reason = ?, taker = false, sentence = ?,
                    wait_reason = NULL, wait_sentence = NULL, estimated_start = NULL, version = version + 1
                WHERE id = ? AND phase <> 'ENDED'""", now, reason, sentence, id));
    }

    void extend(UUID id, long seconds) {
        changed(update("""
                UPDATE lease SET ends_at = ends_at + make_interval(secs => ?), term_seconds = term_seconds + ?,
                    version = version + 1 WHERE id = ? AND phase IN ('ACTIVE', 'RECLAIMING')""", seconds, seconds, id));
    }

    /** Queued leases whose fixed end has passed. */
    List<Lease> overdueInQueue(Instant now) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT * FROM lease WHERE phase IN ('WAITING', 'SCHEDULED') AND ends_at <= ?", now)
                .map(ConstructorMapper.of(Lease.class))
                .list());
    }

    private int update(String sql, Object... arguments) {
        return jdbi.withHandle(handle -> handle.execute(sql, arguments));
    }

    private static void changed(int rows) {
        if (rows != 1) throw new IllegalStateException("the lease changed phase while it was being changed");
    }
}
