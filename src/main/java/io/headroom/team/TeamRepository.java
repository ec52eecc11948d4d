package io.headroom.team;

import io.headroom.allocator.Kind;
import io.headroom.allocator.Preemption;
import io.headroom.allocator.PreemptionRules;
import io.headroom.allocator.Quota;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Reads the quota tree. */
@ApplicationScoped
class TeamRepository {
    private final Jdbi jdbi;

    TeamRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<String> flavors() {
        return jdbi.withHandle(handle -> handle.select("SELECT name FROM flavor ORDER BY name")
                .mapTo(String.class)
                .list());
    }

    /** All cohorts, by name. */
    List<Node> cohorts() {
        var quotas = quotas("cohort");
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM cohort ORDER BY name")
                .map((row, _) -> node(Owner.Type.COHORT, row, quotas))
                .list());
    }

    /** All teams, by cohort and name. */
    List<Node> teams() {
        var quotas = quotas("team");
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM team ORDER BY cohort NULLS FIRST, name")
                .map((row, _) -> node(Owner.Type.TEAM, row, quotas))
                .list());
    }

    private Map<String, Map<String, Quota>> quotas(String owner) {
        Map<String, Map<String, Quota>> byOwner = new HashMap<>();
        String sql = "SELECT " + owner + " AS owner, flavor, nominal, borrowing_limit, lending_limit FROM quota WHERE "
                + owner + " IS NOT NULL";
        jdbi.useHandle(handle -> handle.select(sql)
                .map(ConstructorMapper.of(Row.class))
                .forEach(row ->
                        byOwner.computeIfAbsent(row.owner, _ -> new HashMap<>()).put(row.flavor, row.quota())));
        return byOwner;
    }

    private static Node node(Owner.Type type, ResultSet row, Map<String, Map<String, Quota>> quotas)
            throws SQLException {
        boolean team = type == Owner.Type.TEAM;
        String name = row.getString("name");
        Settings settings = new Settings(
                row.getDouble("weight"),
                row.getInt("rank"),
                quotas.getOrDefault(name, Map.of()),
                team ? rules(row) : RuleSettings.DEFAULT);
        return new Node(
                new Owner(type, name),
                row.getString(team ? "cohort" : "parent"),
                row.getTimestamp("created_at").toInstant(),
                row.getInt("version"),
                settings);
    }

    private static RuleSettings rules(ResultSet row) throws SQLException {
        Integer highest = row.getObject("borrow_within_cohort_max_priority", Integer.class);
        PreemptionRules preemption = new PreemptionRules(
                Preemption.valueOf(row.getString("within_team")),
                Preemption.valueOf(row.getString("reclaim_within_cohort")),
                Preemption.valueOf(row.getString("borrow_within_cohort")),
                Objects.requireNonNullElse(highest, Integer.MAX_VALUE));
        Map<Kind, Duration> grace = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            Duration set = seconds(row, "grace_" + kind.name().toLowerCase(Locale.ROOT) + "_seconds");
            if (set != null) grace.put(kind, set);
        }
        return new RuleSettings(preemption, seconds(row, "minimum_runtime_seconds"), grace);
    }

    private static Duration seconds(ResultSet row, String column) throws SQLException {
        Long seconds = row.getObject(column, Long.class);
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    /** One row of the quota table; an absent limit is no limit. */
    public record Row(String owner, String flavor, int nominal, Integer borrowingLimit, Integer lendingLimit) {
        Quota quota() {
            return new Quota(
                    nominal,
                    Objects.requireNonNullElse(borrowingLimit, Quota.UNLIMITED),
                    Objects.requireNonNullElse(lendingLimit, Quota.UNLIMITED));
        }
    }
}
