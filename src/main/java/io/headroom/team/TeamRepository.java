package io.headroom.team;

import io.headroom.allocator.Cohort;
import io.headroom.allocator.Quota;
import io.headroom.allocator.Standing;
import io.headroom.allocator.Team;
import io.headroom.allocator.TeamRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Reads the quota tree. */
@ApplicationScoped
class TeamRepository {
    private final Jdbi jdbi;
    private final TeamRules rules;

    TeamRepository(Jdbi jdbi, ReclaimConfig reclaim) {
        this.jdbi = jdbi;
        this.rules = reclaim.rules();
    }

    List<String> flavors() {
        return jdbi.withHandle(handle -> handle.select("SELECT name FROM flavor ORDER BY name")
                .mapTo(String.class)
                .list());
    }

    List<Cohort> cohorts() {
        var quotas = quotas("cohort");
        return jdbi.withHandle(handle -> handle.select("SELECT name, parent, weight FROM cohort ORDER BY name")
                .map((row, _) -> new Cohort(
                        row.getString("name"),
                        row.getString("parent"),
                        Standing.weighing(row.getDouble("weight")),
                        quotas.getOrDefault(row.getString("name"), Map.of())))
                .list());
    }

    List<Team> teams() {
        var quotas = quotas("team");
        return jdbi.withHandle(
                handle -> handle.select("SELECT name, cohort, weight FROM team ORDER BY cohort NULLS FIRST, name")
                        .map((row, _) -> new Team(
                                row.getString("name"),
                                row.getString("cohort"),
                                Standing.weighing(row.getDouble("weight")),
                                quotas.getOrDefault(row.getString("name"), Map.of()),
                                rules))
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
