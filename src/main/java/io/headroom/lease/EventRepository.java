package io.headroom.lease;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The history of every lease. Rows are only ever added. */
@ApplicationScoped
class EventRepository {
    private final Jdbi jdbi;

    EventRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void add(LeaseEvent event) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO lease_event (at, lease, team, flavor, actor, what, gpus, reason, sentence)
                        VALUES (:at, :lease, :team, :flavor, :actor, :what, :gpus, :reason, :sentence)""").bindMethods(event).execute());
    }

    List<LeaseEvent> of(UUID lease) {
        return jdbi.withHandle(
                handle -> handle.select("SELECT * FROM lease_event WHERE lease = ? ORDER BY at, id", lease)
                        .map(ConstructorMapper.of(LeaseEvent.class))
                        .list());
    }

    /** What the allocator decided, newest first; one more than the limit, if there is one. */
    List<LeaseEvent> decisions(DecisionFilter filter) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT * FROM lease_event
                        WHERE actor = 'allocator' AND (:waits OR what <> 'WAIT')
                          AND (:team::text IS NULL OR team = :team)
                          AND (:lease::uuid IS NULL OR lease = :lease::uuid)
                          AND (:after::uuid IS NULL OR (at, id) < (SELECT at, id FROM lease_event WHERE id = :after::uuid))
                        ORDER BY at DESC, id DESC LIMIT :limit + 1""")
                .bindMethods(filter)
                .map(ConstructorMapper.of(LeaseEvent.class))
                .list());
    }
}
