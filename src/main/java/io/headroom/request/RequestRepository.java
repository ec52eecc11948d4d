package io.headroom.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

@ApplicationScoped
class RequestRepository {
    private static final String OVERDUE = """
            FROM capacity_request r LEFT JOIN lease l ON l.id = r.lease
            WHERE r.state = 'IN_REVIEW'
              AND (r.starts_at <= :now OR r.ends_at <= :now OR l.phase = 'ENDED' OR l.ends_at <= :now)""";

    private final Jdbi jdbi;

    RequestRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<CapacityRequest> find(UUID id) {
        return one("SELECT * FROM capacity_request WHERE id = ?", id);
    }

    /** Locks the row: two people deciding one request take turns. */
    Optional<CapacityRequest> lock(UUID id) {
        return one("SELECT * FROM capacity_request WHERE id = ? FOR UPDATE", id);
    }

    /** Those who ask for one team take turns from here to the end of the transaction. */
    void lockTeam(String team) {
        jdbi.useHandle(handle -> handle.execute("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", "ask " + team));
    }

    Optional<CapacityRequest> openExtension(UUID lease) {
        return one("SELECT * FROM capacity_request WHERE lease = ? AND type = 'EXTEND' AND decided_at IS NULL", lease);
    }

    Optional<CapacityRequest> openResize(UUID lease) {
        return one("SELECT * FROM capacity_request WHERE lease = ? AND type = 'RESIZE' AND decided_at IS NULL", lease);
    }

    /** Newest first; one more than the limit, if there is one. */
    List<CapacityRequest> list(RequestFilter filter) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT * FROM capacity_request
                        WHERE (:state::text IS NULL OR state = :state)
                          AND (:teams::text[] IS NULL OR team = ANY(:teams))
                          AND (:requestedBy::text IS NULL OR requested_by = :requestedBy)
                          AND (:since::timestamptz IS NULL OR submitted_at >= :since)
                          AND (:until::timestamptz IS NULL OR submitted_at < :until)
                          AND (:after::uuid IS NULL OR id < :after::uuid)
                        ORDER BY id DESC LIMIT :limit + 1""")
                .bind("state", filter.state())
                .bindArray("teams", String.class, filter.teams())
                .bind("requestedBy", filter.requestedBy())
                .bind("since", filter.submitted().since())
                .bind("until", filter.submitted().until())
                .bind("after", filter.after())
                .bind("limit", filter.limit())
                .map(ConstructorMapper.of(CapacityRequest.class))
                .list());
    }

    /** What waited for a person and does no longer, latest first; one more than the limit, if there is one. */
    List<CapacityRequest> decided(DecidedFilter filter) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT * FROM capacity_request r
                        WHERE cardinality(review_steps) > 0 AND decided_at IS NOT NULL AND team = ANY(:teams)
                          AND (:type::text IS NULL OR type = :type)
                          AND (:kind::text IS NULL OR kind = :kind)
                          AND (:state::text IS NULL OR state = :state)
                          AND (:requestedBy::text IS NULL OR requested_by = :requestedBy)
                          AND (:decidedBy::text IS NULL OR EXISTS (
                               SELECT FROM approval WHERE request = r.id AND :decidedBy IN (actor, on_behalf_of)))
                          AND (:text::text IS NULL OR strpos(lower(purpose), lower(:text)) > 0 OR EXISTS (
                               SELECT FROM approval WHERE request = r.id AND strpos(lower(comment), lower(:text)) > 0))
                          AND (:since::timestamptz IS NULL OR decided_at >= :since)
                          AND (:until::timestamptz IS NULL OR decided_at < :until)
                          AND (:after::uuid IS NULL OR (decided_at, id) <
                               (SELECT decided_at, id FROM capacity_request WHERE id = :after::uuid))
                        ORDER BY decided_at DESC, id DESC LIMIT :limit + 1""")
                .bindArray("teams", String.class, filter.teams())
                .bind("type", filter.type())
                .bind("kind", filter.kind())
                .bind("state", filter.state())
                .bind("requestedBy", filter.requestedBy())
                .bind("decidedBy", filter.decidedBy())
                .bind("text", filter.text())
                .bind("since", filter.decided().since())
                .bind("until", filter.decided().until())
                .bind("after", filter.after())
                .bind("limit", filter.limit())
                .map(ConstructorMapper.of(CapacityRequest.class))
                .list());
    }

    /** What waits for a person, oldest first; after one, which may be decided by now, or all. */
    List<CapacityRequest> inReview(UUID after) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT * FROM capacity_request
                        WHERE state = 'IN_REVIEW'
                          AND (:after::uuid IS NULL OR (submitted_at, id) >
                               (SELECT submitted_at, id FROM capacity_request WHERE id = :after::uuid))
                        ORDER BY submitted_at, id""")
                .bind("after", after)
                .map(ConstructorMapper.of(CapacityRequest.class))
                .list());
    }

    /** Those handed in since then and before another, newest first; no decrease, which nobody judges. */
    List<CapacityRequest> judgedSince(Instant since, UUID before, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT * FROM capacity_request
                        WHERE submitted_at >= :since AND coalesce(resize_to > resize_from, true)
                          AND (:before::uuid IS NULL OR (submitted_at, id) <
                               (SELECT submitted_at, id FROM capacity_request WHERE id = :before::uuid))
                        ORDER BY submitted_at DESC, id DESC LIMIT :limit""")
                .bind("since", since)
                .bind("before", before)
                .bind("limit", limit)
                .map(ConstructorMapper.of(CapacityRequest.class))
                .list());
    }

    List<CapacityRequest> ofLease(UUID lease) {
        return jdbi.withHandle(
                handle -> handle.select("SELECT * FROM capacity_request WHERE lease = ? ORDER BY submitted_at", lease)
                        .map(ConstructorMapper.of(CapacityRequest.class))
                        .list());
    }

    /** Reviews whose start has passed, or whose lease is over, also if that is not written down yet. */
    List<UUID> overdue(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT r.id " + OVERDUE)
                .bind("now", now)
                .mapTo(UUID.class)
                .list());
    }

    /** Locks one of them; empty if it is not overdue, or somebody was faster. */
    Optional<CapacityRequest> lockOverdue(UUID id, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT r.* " + OVERDUE + " AND r.id = :id FOR UPDATE OF r")
                .bind("now", now)
                .bind("id", id)
                .map(ConstructorMapper.of(CapacityRequest.class))
                .findOne());
    }

    UUID insert(CapacityRequest request) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        INSERT INTO capacity_request (type, team, flavor, flavors, flavor_policy, kind, priority,
                            reclaimable, purpose, gpus, min_gpus, max_gpus, step_gpus, term_seconds, starts_at,
                            ends_at, state, requested_by, submitted_at, verdict, review_steps, borrowed, preview,
                            decided_at, granted_gpus, lease, resize_from, resize_to)
                        VALUES (:type, :team, :flavor, :flavors, :flavorPolicy, :kind, :priority,
                            :reclaimable, :purpose, :gpus, :minGpus, :maxGpus, :stepGpus, :termSeconds, :startsAt,
                            :endsAt, :state, :requestedBy, :submittedAt, :verdict, :reviewSteps, :borrowed, :preview,
                            :decidedAt, :grantedGpus, :lease::uuid, :resizeFrom, :resizeTo) RETURNING id""")
                .bindMethods(request)
                .bindArray("flavors", String.class, request.flavors())
                .bindArray("reviewSteps", String.class, request.reviewSteps())
                .mapTo(UUID.class)
                .one());
    }

    void nextStep(UUID id) {
        update("UPDATE capacity_request SET step = step + 1, version = version + 1 WHERE id = ?", id);
    }

    void approved(UUID id, int gpus, UUID lease, Instant now) {
        update("""
                UPDATE capacity_request SET state = 'APPROVED', granted_gpus = ?, lease = ?, decided_at = ?,
                    version = version + 1 WHERE id = ?""", gpus, lease, now, id);
    }

    void closed(UUID id, RequestState state, Instant now) {
        update("""
                UPDATE capacity_request SET state = ?, decided_at = ?, version = version + 1
                WHERE id = ? AND state = 'IN_REVIEW'""", state, now, id);
    }

    /** What has been undecided since before an instant, and was not escalated. */
    List<UUID> undecidedSince(Instant submittedBy) {
        return jdbi.withHandle(
                handle -> handle.select("""
                        SELECT id FROM capacity_request
                        WHERE state = 'IN_REVIEW' AND escalated_at IS NULL AND submitted_at <= ?
                        ORDER BY submitted_at, id""", submittedBy).mapTo(UUID.class).list());
    }

    /** Marks it once, however many replicas do this; empty if that is done, or somebody decided. */
    Optional<CapacityRequest> escalate(UUID id, Instant now) {
        // No new version: what the deciders have on screen is still what they decide on.
        return one("""
                UPDATE capacity_request SET escalated_at = ?
                WHERE id = ? AND state = 'IN_REVIEW' AND escalated_at IS NULL RETURNING *""", now, id);
    }

    void add(Approval approval) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO approval (request, step, role, actor, on_behalf_of, answer, gpus, comment, at)
                        VALUES (:request, :step, :role, :actor, :onBehalfOf, :answer, :gpus, :comment, :at)""").bindMethods(approval).execute());
    }

    List<Approval> approvals(UUID request) {
        return jdbi.withHandle(
                handle -> handle.select("SELECT * FROM approval WHERE request = ? ORDER BY step", request)
                        .map(ConstructorMapper.of(Approval.class))
                        .list());
    }

    /** The answers to several requests, in the order of their steps; those without any are absent. */
    Map<UUID, List<Approval>> approvals(List<UUID> requests) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT * FROM approval WHERE request = ANY(:requests) ORDER BY step")
                        .bindArray("requests", UUID.class, requests)
                        .map(ConstructorMapper.of(Approval.class))
                        .collect(Collectors.groupingBy(Approval::request)));
    }

    private Optional<CapacityRequest> one(String sql, Object... arguments) {
        return jdbi.withHandle(handle -> handle.select(sql, arguments)
                .map(ConstructorMapper.of(CapacityRequest.class))
                .findOne());
    }

    private void update(String sql, Object... arguments) {
        jdbi.useHandle(handle -> handle.execute(sql, arguments));
    }
}
