package io.headroom.lease;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What waits to join a lease, as rows. */
@ApplicationScoped
class SupplementRepository {
    private static final String WAITING = "SELECT * FROM lease WHERE supplements = ? AND phase = 'WAITING' ORDER BY id";

    private final Jdbi jdbi;

    SupplementRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<Lease> of(UUID lease) {
        return list(WAITING, lease);
    }

    /** Locks the rows: whoever ends the lease and whoever withdraws what is to join it take turns. */
    List<Lease> lock(UUID lease) {
        return list(WAITING + " FOR UPDATE", lease);
    }

    /** The lease is larger by what joins it, and nothing else of it changes. */
    int join(UUID lease, int gpus, String sentence) {
        return jdbi.withHandle(handle -> handle.execute("""
                UPDATE lease SET held = held + ?, gpus = gpus + ?, max_gpus = max_gpus + ?, sentence = ?,
                    version = version + 1
                WHERE id = ? AND phase IN ('ACTIVE', 'RECLAIMING')""", gpus, gpus, gpus, sentence, lease));
    }

    /** What waits to join a lease ends with it. */
    void extend(UUID lease, long seconds) {
        jdbi.useHandle(handle -> handle.execute("""
                UPDATE lease SET ends_at = ends_at + make_interval(secs => ?), term_seconds = term_seconds + ?,
                    version = version + 1
                WHERE supplements = ? AND phase = 'WAITING'""", seconds, seconds, lease));
    }

    private List<Lease> list(String sql, UUID lease) {
        return jdbi.withHandle(handle ->
                handle.select(sql, lease).map(ConstructorMapper.of(Lease.class)).list());
    }
}
