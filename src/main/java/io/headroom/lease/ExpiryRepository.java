package io.headroom.lease;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Which leases end soon, and what was told of that. */
@ApplicationScoped
class ExpiryRepository {
    private final Jdbi jdbi;

    ExpiryRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Leases that run, or lend all they have, and whose end is near. In the order of their ids, so that two replicas never
     * wait for each other.
     */
    List<Lease> endingWithin(Instant now, Duration ahead) {
        return jdbi.withHandle(handle -> handle.select("""
                        SELECT * FROM lease WHERE phase IN ('ACTIVE', 'RECLAIMING', 'LENT') AND ends_at > ? AND ends_at <= ?
                        ORDER BY id""", now, now.plus(ahead))
                .map(ConstructorMapper.of(Lease.class))
                .list());
    }

    /**
     * Writes down that a stage was told, unless it or a later one was, or the end was moved meanwhile. This is no edit: who
     * saw the lease before still saw what it is.
     *
     * @return whether it is to be told
     */
    boolean markTold(UUID id, Instant end, ExpiryStage stage) {
        long seconds = stage.ahead().toSeconds();
        return jdbi.withHandle(handle -> handle.execute("""
                        UPDATE lease SET warned_at_seconds = ?
                        WHERE id = ? AND phase IN ('ACTIVE', 'RECLAIMING', 'LENT') AND ends_at = ?
                          AND (warned_at_seconds IS NULL OR warned_at_seconds > ?)""", seconds, id, end, seconds)) == 1;
    }
}
