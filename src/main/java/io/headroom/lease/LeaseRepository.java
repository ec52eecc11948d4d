package io.headroom.lease;

import io.headroom.allocator.Decision;
import io.headroom.allocator.Takes;
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

    /** Those whose {@link Stay} overlaps a time, open ones first; one more than the limit, if there is one. */
    List<Lease> during(StayFilter filter) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT lease.* FROM lease, LATERAL (SELECT CASE phase
                            WHEN 'SCHEDULED' THEN starts_at ELSE greatest(estimated_start, :now) END AS begins) expected
                        WHERE (:team::text IS NULL OR team = :team)
                          AND (:flavor::text IS NULL OR flavor = :flavor)
                          AND (phase = 'ENDED' AND started_at IS NOT NULL
                                   AND tstzrange(started_at, greatest(started_at, ended_at)) && tstzrange(:from, :until)
                               OR phase IN ('ACTIVE', 'RECLAIMING', 'LENT') AND started_at < :until AND ends_at > :from
                               OR phase IN ('SCHEDULED', 'WAITING') AND begins < :until
                                   AND coalesce(ends_at, begins + make_interval(secs => term_seconds)) > :from)
                        ORDER BY phase = 'ENDED', id DESC LIMIT :limit + 1""")
                .bindMethods(filter)
                .bindMethods(filter.during())
                .map(ConstructorMapper.of(Lease.class))
                .list());
    }

    /** GPUs a team holds, lent while they were idle or waits for of a flavor; scheduled leases count if they start before the given end. */
    int claimed(String team, String flavor, Instant before) {
        return jdbi.withHandle(handle ->
                handle.select("""
                        SELECT coalesce(sum(CASE WHEN held > 0 THEN held + lent ELSE gpus END), 0) FROM lease
                        WHERE team = ? AND flavor = ? AND phase <> 'ENDED' AND (phase <> 'SCHEDULED' OR starts_at < ?)""", team, flavor, before).mapTo(Integer.class).one());
    }

    int held(String team, String flavor) {
        return jdbi.withHandle(
                handle -> handle.select("""
                        SELECT coalesce(sum(held), 0) FROM lease
                        WHERE team = ? AND flavor = ? AND phase <> 'ENDED'""", team, flavor).mapTo(Integer.class).one());
    }

    UUID insert(NewLease lease, Phase phase) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        INSERT INTO lease (team, flavor, flavors, flavor_policy, kind, priority, reclaimable, purpose, owner,
                                           gpus, min_gpus, max_gpus, step_gpus, phase, term_seconds, submitted_at,
                                           starts_at, ends_at, supplements)
                        VALUES (:team, (:flavors::text[])[1], :flavors, :choice.policy, :profile.kind, :profile.priority,
                                :profile.reclaimable, :purpose, :owner, :gpus, :range.min, :range.max, :range.step,
                                :phase, :termSeconds, :submittedAt,
                                :startsAt, :endsAt, :supplements::uuid) RETURNING id""")
                .bindMethods(lease)
                .bindArray("flavors", String.class, lease.choice().flavors())
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

    /** It starts on the flavor that was decided; what was to join another lease is one of its own from now on. */
    void grant(Decision.Admit admit, String why, Instant now) {
        changed(jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE lease SET phase = 'ACTIVE', flavor = :flavor, held = :gpus, started_at = :now, supplements = NULL,
                            ends_at = coalesce(ends_at, :now::timestamptz + make_interval(secs => term_seconds)),
                            sentence = :why, takes_flavor = NULL, takes_gpus = NULL, wait_reason = NULL,
                            wait_sentence = NULL, estimated_start = NULL, retry_at = NULL, version = version + 1
                        WHERE id = :request::uuid AND phase = 'WAITING'""")
                .bindMethods(admit)
                .bind("why", why)
                .bind("now", now)
                .execute()));
    }

    /** Says why leases wait, all in one go: a long queue is told anew at every change. */
    void sayWhy(List<Decision.Wait> waits) {
        if (waits.isEmpty()) return;
        jdbi.useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    UPDATE lease SET wait_reason = :reason, wait_sentence = :sentence,
                        estimated_start = :estimatedStart, retry_at = :retryAt
                    WHERE id = :request::uuid AND phase IN ('WAITING', 'SCHEDULED')""");
            waits.forEach(wait -> batch.bindMethods(wait).add());
            batch.execute();
        });
    }

    /** GPUs of this flavor are being reclaimed for it; how many, a wait says. */
    void take(UUID id, String flavor) {
        update("""
                UPDATE lease SET takes_flavor = ?, takes_gpus = coalesce(takes_gpus, gpus)
                WHERE id = ? AND phase IN ('WAITING', 'SCHEDULED')""", flavor, id);
    }

    void take(UUID id, Takes takes) {
        update("""
                UPDATE lease SET takes_flavor = ?, takes_gpus = ?
                WHERE id = ? AND phase IN ('WAITING', 'SCHEDULED')""", takes.flavor(), takes.gpus(), id);
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
                    UPDATE lease SET phase = 'WAITING', flavor = flavors[1], held = 0, lent = 0, started_at = NULL, sentence = ?,
                        times_reclaimed = times_reclaimed + 1, version = version + 1
                    WHERE id = ? AND phase IN ('ACTIVE', 'RECLAIMING')""", sentence, id));
        }
    }

    /** Others borrow what was idle. It keeps a claim to as much of it as it asked for, and counts as no victim (R8). */
    void lend(UUID id, int remaining, String sentence) {
        if (remaining > 0) {
            changed(update("""
                    UPDATE lease SET held = ?, lent = greatest(0, least(lent + held, gpus) - ?),
                        min_gpus = least(min_gpus, ?), sentence = ?, version = version + 1
                    WHERE id = ? AND phase IN ('ACTIVE', 'RECLAIMING')""", remaining, remaining, remaining, sentence, id));
        } else {
            changed(update("""
                    UPDATE lease SET phase = 'LENT', held = 0, lent = gpus, sentence = ?,
                        version = version + 1
                    WHERE id = ? AND phase IN ('ACTIVE', 'RECLAIMING')""", sentence, id));
        }
    }

    /** What was lent entirely waits for GPUs again, where it stood in the queue. */
    void queueAgain(UUID id) {
        changed(update("""
                UPDATE lease SET phase = 'WAITING', flavor = flavors[1], lent = 0, started_at = NULL, version = version + 1
                WHERE id = ? AND phase = 'LENT'""", id));
    }

    /** What a running lease lent is a supplement's business from now on. */
    void part(UUID id) {
        changed(update("""
                UPDATE lease SET gpus = gpus - lent, max_gpus = max_gpus - lent, lent = 0, version = version + 1
                WHERE id = ? AND phase IN ('ACTIVE', 'RECLAIMING') AND lent > 0""", id));
    }

    /** An elastic lease holds more from now on. */
    void grow(UUID id, int held, String sentence) {
        changed(update("""
                UPDATE lease SET held = ?, sentence = ?, version = version + 1
                WHERE id = ? AND phase IN ('ACTIVE', 'RECLAIMING')""", held, sentence, id));
    }

    /** It holds and wants only so many from now on, and what it lent. */
    void keep(Lease lease, int held) {
        downTo(lease.id(), held, held + lease.lent());
    }

    /** Its team holds only so many of it and wants only so many from now on; it claims no more of what it lent. */
    void downTo(UUID id, int held, int gpus) {
        changed(jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE lease SET held = :held, gpus = :gpus, max_gpus = :gpus, lent = least(lent, :gpus - :held),
                            min_gpus = least(min_gpus, CASE WHEN :held > 0 THEN :held ELSE :gpus END),
                            takes_gpus = CASE WHEN takes_gpus > :gpus THEN :gpus ELSE takes_gpus END,
                            version = version + 1
                        WHERE id = :id AND phase <> 'ENDED'""")
                .bind("held", held)
                .bind("gpus", gpus)
                .bind("id", id)
                .execute()));
    }

    /** One that has not started wants more; one that works with nothing less than all still does. */
    void want(UUID id, int more) {
        changed(jdbi.withHandle(handle ->
                handle.createUpdate("""
                UPDATE lease SET gpus = gpus + :more, max_gpus = max_gpus + :more,
                    min_gpus = CASE WHEN min_gpus = gpus THEN gpus + :more ELSE min_gpus END, version = version + 1
                WHERE id = :id AND phase IN ('SCHEDULED', 'WAITING')""").bind("more", more).bind("id", id).execute()));
    }

    void end(UUID id, EndReason reason, Instant now, String sentence) {
        changed(update("""
                UPDATE lease SET phase = 'ENDED', held = 0, lent = 0, ended_at = ?, end_reason = ?, sentence = ?,
                    takes_flavor = NULL, takes_gpus = NULL, wait_reason = NULL, wait_sentence = NULL,
                    estimated_start = NULL, retry_at = NULL, version = version + 1
                WHERE id = ? AND phase <> 'ENDED'""", now, reason, sentence, id));
    }

    /** A later end is warned of anew. */
    void extend(UUID id, long seconds) {
        changed(update("""
                UPDATE lease SET ends_at = ends_at + make_interval(secs => ?), term_seconds = term_seconds + ?,
                    warned_at_seconds = NULL, version = version + 1 WHERE id = ? AND phase <> 'ENDED' AND ends_at IS NOT NULL""", seconds, seconds, id));
    }

    /** Leases without GPUs whose fixed end has passed. */
    List<Lease> overdueInQueue(Instant now) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT * FROM lease WHERE phase IN ('WAITING', 'SCHEDULED', 'LENT') AND ends_at <= ?", now)
                .map(ConstructorMapper.of(Lease.class))
                .list());
    }

    /** Checks now what is else checked when the transaction ends. */
    void checkLaws() {
        jdbi.useHandle(handle -> handle.createScript("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
                .execute());
    }

    private int update(String sql, Object... arguments) {
        return jdbi.withHandle(handle -> handle.execute(sql, arguments));
    }

    private static void changed(int rows) {
        if (rows != 1) throw new IllegalStateException("the lease changed phase while it was being changed");
    }
}
