package io.headroom.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Use over time, read from the coarsest rows that are fine enough, up to the minute that was written last. */
@ApplicationScoped
class HistoryRepository {
    private final Jdbi jdbi;

    HistoryRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** One per step in which anything was measured, oldest first. */
    List<Usage> usage(Grain grain, UsageFilter filter, Span.Period period) {
        String sql = """
                WITH used AS (
                    SELECT at, sum(busy) AS busy, sum(idle_held) AS idle_held, sum(unknown) AS unknown, sum(free) AS free,
                           sum(unhealthy) AS unhealthy, sum(borrowed) AS borrowed
                    FROM %s WHERE at >= :from AND at < :until %s GROUP BY at)
                SELECT at, w.watched, coalesce(busy, 0) AS busy, coalesce(idle_held, 0) AS idle_held,
                       coalesce(unknown, 0) AS unknown, coalesce(free, 0) AS free, coalesce(unhealthy, 0) AS unhealthy,
                       coalesce(borrowed, 0) AS borrowed
                FROM (%s) AS w LEFT JOIN used USING (at) ORDER BY at""".formatted(table(grain, filter), only(filter), watched(grain, filter));
        return jdbi.withHandle(handle -> handle.createQuery(sql)
                .bind("from", period.from())
                .bind("until", period.until())
                .bindMethods(filter)
                .map(ConstructorMapper.of(Usage.class))
                .list());
    }

    private static String table(Grain grain, UsageFilter filter) {
        return filter.lease() == null && filter.device() == null ? grain.knownOfTeams() : grain.known();
    }

    /**
     * A team or lease that held nothing in an hour has no row in it; this tells that from an hour nobody watched. A device
     * has a row for each of its minutes, so without one it was not watched, whatever was of others.
     */
    private static String watched(Grain grain, UsageFilter filter) {
        if (filter.device() != null) return """
                SELECT at, sum(busy + idle_held + unknown + free + unhealthy) AS watched FROM %s
                WHERE at >= :from AND at < :until AND device = :device GROUP BY at""".formatted(grain.known());
        return switch (grain) {
            case MINUTE ->
                "SELECT minute AS at, 60 AS watched FROM usage_minute WHERE minute >= :from AND minute < :until GROUP BY minute";
            case HOUR -> "SELECT at, watched FROM watched_by_hour WHERE at >= :from AND at < :until AND watched > 0";
            case DAY -> """
                SELECT date_trunc('day', at, 'UTC') AS at, sum(watched) AS watched FROM watched_by_hour
                WHERE at >= :from AND at < :until AND watched > 0 GROUP BY 1""";
        };
    }

    private static String only(UsageFilter filter) {
        return (filter.team() == null ? "" : "AND team = :team ")
                + (filter.lease() == null ? "" : "AND lease = :lease ")
                + (filter.device() == null ? "" : "AND device = :device ")
                + (filter.flavor() == null ? "" : "AND flavor = :flavor ");
    }

    /** Cells of these devices; one without any data is absent. */
    List<UsageCell> cells(TimeGrid grid, Collection<UUID> devices, Instant now) {
        String sql = """
                SELECT device, date_bin(make_interval(secs => :step), at, :from) AS cell,
                       sum(busy) AS busy, sum(idle_held) AS idle_held, sum(unknown) AS unknown, sum(free) AS free,
                       sum(unhealthy) AS unhealthy,
                       sum(busy_avg * samples) / nullif(sum(samples), 0) AS use
                FROM %s WHERE at >= :from AND at < :until AND device = ANY(:devices) GROUP BY 1, 2""".formatted(grid.grain().known());
        return jdbi.withHandle(handle -> handle.createQuery(sql)
                .bind("from", grid.from(now))
                .bind("until", grid.until(now))
                .bind("step", grid.step().toSeconds())
                .bindArray("devices", UUID.class, devices)
                .map((row, _) -> cell(row, grid, now))
                .list());
    }

    private static UsageCell cell(ResultSet row, TimeGrid grid, Instant now) throws SQLException {
        Double use = row.getObject("use") == null ? null : row.getDouble("use");
        Instant begins = row.getTimestamp("cell").toInstant();
        long busy = row.getLong("busy");
        long idle = row.getLong("idle_held");
        long unknown = row.getLong("unknown");
        long free = row.getLong("free");
        long unhealthy = row.getLong("unhealthy");
        long watched = busy + idle + unknown + free + unhealthy;
        return new UsageCell(
                row.getObject("device", UUID.class),
                (int) Duration.between(grid.from(now), begins).dividedBy(grid.step()),
                busy,
                idle,
                unknown,
                free,
                unhealthy,
                Math.max(0, grid.past(begins, now).toSeconds() - watched),
                use);
    }
}
