package io.headroom.board;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;

/** What the database shows at a moment, by name. */
@ApplicationScoped
class MomentRepository {
    private final Jdbi jdbi;

    MomentRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** As long as it is the same, every query answers the same. */
    String committed() {
        return jdbi.withHandle(handle -> handle.select("SELECT pg_current_snapshot()::text")
                .mapTo(String.class)
                .one());
    }
}
