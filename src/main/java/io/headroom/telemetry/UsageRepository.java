package io.headroom.telemetry;

import io.headroom.allocator.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Use by device and minute. */
@ApplicationScoped
class UsageRepository {
    private static final int FETCHED = 1_000;

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
            boolean borrowed,
            Double busyAvg,
            Double busyMax,
            Long memoryUsed,
            Double powerWatts,
            int samples) {}

    /**
     * Another replica may have written the same minute: the first one stays. A late or filled-in minute finds its
     * partition, and its hour is added up anew.
     */
    @Transactional
    void add(List<Row> rows) {
        if (rows.isEmpty()) return;
        jdbi.useHandle(handle -> {
            announce(handle, rows.stream().map(Row::minute).collect(Collectors.toCollection(TreeSet::new)));
            PreparedBatch batch = handle.prepareBatch("""
                    INSERT INTO usage_minute (minute, device, lease, team, verdict, borrowed, busy_avg, busy_max,
                                              memory_used, power_watts, samples)
                    VALUES (:minute, :device, :lease::uuid, :team, :verdict, :borrowed, :busyAvg, :busyMax, :memoryUsed, :powerWatts,
                            :samples) ON CONFLICT DO NOTHING""");
            rows.forEach(row -> batch.bindMethods(row).add());
            batch.execute();
        });
    }

    /** Locks the hours, so that whoever adds one up sees these minutes, or does it once more after them. */
    private static void announce(Handle handle, SortedSet<Instant> minutes) {
        handle.select("SELECT make_partitions('usage_minute', 'day', ?, ?)", minutes.first(), minutes.last())
                .mapTo(String.class)
                .list();
        minutes.stream()
                .map(it -> it.truncatedTo(ChronoUnit.HOURS))
                .distinct()
                .forEach(hour -> handle.execute("""
                INSERT INTO watched_hour AS w (at) VALUES (?)
                ON CONFLICT (at) DO UPDATE SET due = true WHERE NOT w.due""", hour));
    }

    /** What teams have on loan now, from whomever. */
    List<Borrowed.OnLoan> onLoan() {
        return jdbi.withHandle(handle -> handle.select("""
                        SELECT borrower, flavor, sum(gpus)::integer AS gpus FROM loan WHERE returned_at IS NULL
                        GROUP BY borrower, flavor""")
                .map(ConstructorMapper.of(Borrowed.OnLoan.class))
                .list());
    }

    /**
     * What devices that are held did in the windows of their holders' kinds, but nothing before the grant, up to an
     * instant; a device of which nothing is known is absent. {@code samples} counts scrapes with a busy ratio.
     */
    Map<DeviceKey, Window> windows(Map<Kind, Duration> kinds, Instant now, Instant until) {
        List<Kind> order = List.copyOf(kinds.keySet());
        Map<DeviceKey, Window> windows = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        SELECT d.uuid, d.instance, sum(u.samples) AS samples, max(u.busy_max) AS busiest
                        FROM unnest(:kinds, :begins) AS w (kind, begins)
                        JOIN assignment a ON a.until IS NULL AND a.kind = w.kind
                        JOIN device d ON d.id = a.device
                        JOIN usage_minute u ON u.device = a.device AND u.minute > greatest(a.since, w.begins::timestamptz)
                        WHERE u.minute > :earliest AND u.minute <= :until AND a.since < :until
                        GROUP BY d.id""")
                .bindArray("kinds", String.class, order.stream().map(Kind::name).toList())
                .bindArray(
                        "begins",
                        String.class,
                        order.stream()
                                .map(it -> now.minus(kinds.get(it)).toString())
                                .toList())
                .bind("earliest", now.minus(Collections.max(kinds.values())))
                .bind("until", until)
                .map((row, _) -> windows.put(
                        new DeviceKey(row.getString("uuid"), row.getString("instance")),
                        new Window(
                                0,
                                row.getInt("samples"),
                                row.getObject("busiest") == null ? null : row.getDouble("busiest"),
                                null,
                                null)))
                .list());
        return windows;
    }

    /** The last hour by device and minute, oldest first, to go on after a restart. Row by row: ten thousand GPUs have 600,000. */
    @Transactional
    void lastHour(Instant now, Consumer<Past> each) {
        jdbi.useHandle(handle -> handle.select("""
                        SELECT u.minute, d.uuid, d.instance, u.busy_avg, u.busy_max, u.samples
                        FROM usage_minute u JOIN device d ON d.id = u.device
                        WHERE u.minute > ? AND u.samples > 0 AND u.busy_avg IS NOT NULL ORDER BY u.minute""", now.minus(RecentUse.KEPT))
                .setFetchSize(FETCHED)
                .map((row, _) -> new Past(
                        row.getTimestamp("minute").toInstant(),
                        new DeviceKey(row.getString("uuid"), row.getString("instance")),
                        row.getDouble("busy_avg"),
                        row.getDouble("busy_max"),
                        row.getInt("samples")))
                .forEach(each));
    }

    /** A minute that was written before a restart. */
    public record Past(Instant minute, DeviceKey device, double busyAvg, double busyMax, int samples) {
        /**
         * The busy ratio of one of its samples, as far as mean and maximum tell: a device that was busy for a moment must
         * not turn idle by a restart.
         */
        double busy(int sample) {
            if (sample == 0) return busyMax;
            return Math.max(0, (busyAvg * samples - busyMax) / (samples - 1));
        }
    }

    /** Whether any GPU of a lease was in use at any time since it was granted, as far back as minutes or hours are kept. */
    boolean everUsed(UUID lease, double threshold) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT FROM usage_minute u
                                       WHERE u.device IN (SELECT device FROM assignment WHERE lease = :lease)
                                         AND u.lease = :lease AND u.busy_max >= :threshold)
                            OR EXISTS (SELECT FROM usage_hour u WHERE u.lease = :lease AND u.busy_max >= :threshold)""")
                .bind("lease", lease)
                .bind("threshold", threshold)
                .mapTo(Boolean.class)
                .one());
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

    /** GPU seconds of each team since an hour began, by verdict. */
    Map<String, Totals> totals(Instant since) {
        Map<String, Totals> totals = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        SELECT team, sum(busy) AS busy, sum(idle_held) AS idle, sum(unknown) AS unknown
                        FROM team_by_hour WHERE at >= :since AND team IS NOT NULL GROUP BY team""")
                .bind("since", since)
                .map((row, _) -> totals.put(
                        row.getString("team"),
                        new Totals(row.getLong("busy"), row.getLong("idle"), row.getLong("unknown"))))
                .list());
        return totals;
    }

    /** GPU seconds by verdict. */
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
