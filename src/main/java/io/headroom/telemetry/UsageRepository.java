package io.headroom.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Use by device and minute. */
@ApplicationScoped
class UsageRepository {
    private final Jdbi jdbi;

    UsageRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A device's minute with who held it. */
    public record Row(
            Instant minute,
            UUID device,
            UUID lease,
            String team,
            String verdict,
            Double busyAvg,
            Double busyMax,
            Long memoryUsed,
            Double powerWatts,
            int samples) {}

    /** Another replica may have written the same minute: the first one stays. */
    void add(List<Row> rows) {
        if (rows.isEmpty()) return;
        jdbi.useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    INSERT INTO usage_minute (minute, device, lease, team, verdict, busy_avg, busy_max, memory_used,
                                              power_watts, samples)
                    VALUES (:minute, :device, :lease::uuid, :team, :verdict, :busyAvg, :busyMax, :memoryUsed, :powerWatts,
                            :samples) ON CONFLICT DO NOTHING""");
            rows.forEach(row -> batch.bindMethods(row).add());
            batch.execute();
        });
    }

    void forgetBefore(Instant instant) {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM usage_minute WHERE minute < ?", instant));
    }

    /** What a window saw of one device; {@code samples} counts scrapes with a busy ratio. */
    Window window(DeviceKey device, Instant after, Instant until, Duration interval) {
        int expected = (int) (Duration.between(after, until).toMillis() / interval.toMillis());
        return jdbi.withHandle(handle -> handle.select("""
                        SELECT coalesce(sum(u.samples), 0) AS samples, max(u.busy_max) AS busiest
                        FROM usage_minute u JOIN device d ON d.id = u.device
                        WHERE d.uuid = ? AND d.instance = ? AND u.minute > ? AND u.minute <= ?""", device.uuid(), device.instance(), after, until)
                .map((row, _) -> {
                    double busiest = row.getDouble("busiest");
                    return new Window(expected, row.getInt("samples"), row.wasNull() ? null : busiest, null, null);
                })
                .one());
    }

    /** The last hour by device and minute, to go on after a restart. */
    List<Past> lastHour(Instant now) {
        return jdbi.withHandle(handle -> handle.select("""
                        SELECT u.minute, d.uuid, d.instance, u.busy_avg, u.samples
                        FROM usage_minute u JOIN device d ON d.id = u.device
                        WHERE u.minute > ? AND u.samples > 0 AND u.busy_avg IS NOT NULL ORDER BY u.minute""", now.minus(RecentUse.KEPT))
                .map((row, _) -> new Past(
                        row.getTimestamp("minute").toInstant(),
                        new DeviceKey(row.getString("uuid"), row.getString("instance")),
                        row.getDouble("busy_avg"),
                        row.getInt("samples")))
                .list());
    }

    /** A minute that was written before a restart. */
    public record Past(Instant minute, DeviceKey device, double busy, int samples) {}

    /** Whether any GPU of a lease was in use at any time since it was granted, as far back as minutes are kept. */
    boolean everUsed(UUID lease, double threshold) {
        return jdbi.withHandle(handle ->
                handle.select("""
                        SELECT EXISTS (SELECT FROM usage_minute u
                                       WHERE u.device IN (SELECT device FROM assignment WHERE lease = ?)
                                         AND u.lease = ? AND u.busy_max >= ?)""", lease, lease, threshold).mapTo(Boolean.class).one());
    }

    /** Mean busy ratio of what each team held, by minute of the last hour, oldest first; NaN where unknown. */
    Map<String, double[]> lastHourByTeam(Instant now) {
        Map<String, double[]> byTeam = new HashMap<>();
        long first = now.getEpochSecond() / 60 - 60;
        jdbi.useHandle(handle -> handle.select("""
                        SELECT team, minute, avg(busy_avg) AS busy FROM usage_minute
                        WHERE team IS NOT NULL AND minute >= ? AND busy_avg IS NOT NULL GROUP BY team, minute""", Timestamp.from(Instant.ofEpochSecond(first * 60)))
                .map((row, _) -> {
                    double[] minutes = byTeam.computeIfAbsent(row.getString("team"), _ -> unknown());
                    int index = (int) (row.getTimestamp("minute").toInstant().getEpochSecond() / 60 - first);
                    if (index >= 0 && index < minutes.length) minutes[index] = row.getDouble("busy");
                    return index;
                })
                .list());
        return byTeam;
    }

    /** GPU minutes of each team since an instant, by verdict. */
    Map<String, Totals> totals(Instant since) {
        Map<String, Totals> totals = new HashMap<>();
        jdbi.useHandle(handle -> handle.select("""
                        SELECT team, count(*) FILTER (WHERE verdict = 'BUSY') AS busy,
                               count(*) FILTER (WHERE verdict = 'IDLE_HELD') AS idle,
                               count(*) FILTER (WHERE verdict = 'UNKNOWN') AS unknown
                        FROM usage_minute WHERE team IS NOT NULL AND minute >= ? GROUP BY team""", since)
                .map((row, _) -> totals.put(
                        row.getString("team"),
                        new Totals(row.getLong("busy"), row.getLong("idle"), row.getLong("unknown"))))
                .list());
        return totals;
    }

    /** GPU minutes by verdict. */
    public record Totals(long busy, long idle, long unknown) {
        /** Busy share of what is known, 0 to 1; empty if nothing is. */
        Optional<Double> use() {
            return busy + idle == 0 ? Optional.empty() : Optional.of(busy / (double) (busy + idle));
        }
    }

    private static double[] unknown() {
        double[] minutes = new double[60];
        Arrays.fill(minutes, Double.NaN);
        return minutes;
    }
}
