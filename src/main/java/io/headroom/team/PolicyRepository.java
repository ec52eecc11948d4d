package io.headroom.team;

import io.headroom.allocator.Policy;
import io.headroom.allocator.Preset;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** The one row that says whose rules decide. */
@ApplicationScoped
class PolicyRepository {
    private static final String SELECT = """
            SELECT preset, history_weight, history_window_days, starvation_limit_seconds, version
            FROM allocation_policy""";

    private final Jdbi jdbi;

    PolicyRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Versioned<PolicySettings> read() {
        return select(SELECT);
    }

    /** The same, and nobody else changes it until the caller's transaction ends. */
    Versioned<PolicySettings> lock() {
        return select(SELECT + " FOR UPDATE");
    }

    void write(PolicySettings settings) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE allocation_policy SET preset = :preset, history_weight = :historyWeight,
                               history_window_days = :days, starvation_limit_seconds = :limit""")
                .bind("preset", settings.policy().preset().name())
                .bind("historyWeight", settings.policy().historyWeight())
                .bind("days", settings.historyDays())
                .bind("limit", settings.policy().starvationLimit().toSeconds())
                .execute());
    }

    private Versioned<PolicySettings> select(String sql) {
        return jdbi.withHandle(handle -> handle.select(sql)
                .map((row, _) -> new Versioned<>(
                        new PolicySettings(
                                new Policy(
                                        Preset.valueOf(row.getString("preset")),
                                        row.getDouble("history_weight"),
                                        Duration.ofSeconds(row.getLong("starvation_limit_seconds"))),
                                row.getInt("history_window_days")),
                        row.getInt("version")))
                .one());
    }
}
