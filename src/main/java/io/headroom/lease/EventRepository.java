package io.headroom.lease;

import io.headroom.platform.JsonText;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The history of every lease. Rows are only ever added. */
@ApplicationScoped
class EventRepository {
    private final Jdbi jdbi;
    private final JsonText json;

    EventRepository(Jdbi jdbi, JsonText json) {
        this.jdbi = jdbi;
        this.json = json;
    }

    void add(LeaseEvent event) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO lease_event (at, lease, team, flavor, actor, what, gpus, reason, sentence, borrowed,
                                                 lenders, exposure)
                        VALUES (:at, :lease, :team, :flavor, :actor, :what, :gpus, :reason, :sentence, :borrowed,
                                :lendersJson::jsonb, :exposure)""")
                .bindMethods(event)
                .bind("lendersJson", json.write(event.lenders()))
                .execute());
    }

    List<LeaseEvent> of(UUID lease) {
        return jdbi.withHandle(
                handle -> handle.select("SELECT * FROM lease_event WHERE lease = ? ORDER BY at, id", lease)
                        .map(ConstructorMapper.of(LeaseEvent.class))
                        .list());
    }

    /** Leases that shrank since then because they did not use all they had. */
    Set<UUID> coastedSince(Instant since) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT lease FROM lease_event WHERE what = 'SHRINK' AND reason = 'IDLE' AND at > ?", since)
                .mapTo(UUID.class)
                .set());
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
