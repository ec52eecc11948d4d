package io.headroom.device;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

@ApplicationScoped
class DrainRepository {
    private final Jdbi jdbi;

    DrainRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Whether it exists; locks it until the transaction ends. */
    boolean lock(DrainTarget target) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT 1 FROM " + where(target) + " FOR UPDATE")
                .bind("key", target.key())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    /** Its own drain; that of a device's node does not count. */
    Optional<Drain> read(DrainTarget target) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT drained_at, drained_by, drain_reason FROM "
                        + where(target) + " AND drained_at IS NOT NULL")
                .bind("key", target.key())
                .map((row, _) -> drain(row, target instanceof DrainTarget.OfNode))
                .findOne());
    }

    /** @param drain null to take it back into use */
    void write(DrainTarget target, Drain drain) {
        String set = "UPDATE " + table(target) + " SET drained_at = :at, drained_by = :by, drain_reason = :reason";
        jdbi.useHandle(handle -> handle.createUpdate(set + condition(target))
                .bind("key", target.key())
                .bind("at", drain == null ? null : drain.at())
                .bind("by", drain == null ? null : drain.by())
                .bind("reason", drain == null ? null : drain.reason())
                .execute());
    }

    private static Drain drain(ResultSet row, boolean ofNode) throws SQLException {
        return new Drain(
                row.getTimestamp("drained_at").toInstant(),
                row.getString("drained_by"),
                row.getString("drain_reason"),
                ofNode);
    }

    private static String where(DrainTarget target) {
        return table(target) + condition(target);
    }

    private static String table(DrainTarget target) {
        return target.word();
    }

    private static String condition(DrainTarget target) {
        return switch (target) {
            case DrainTarget.OfNode _ -> " WHERE name = :key";
            case DrainTarget.OfDevice _ -> " WHERE id = :key::uuid";
        };
    }
}
