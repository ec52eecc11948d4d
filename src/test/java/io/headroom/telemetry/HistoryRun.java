package io.headroom.telemetry;

import io.headroom.testing.MigratedDatabase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.jdbi.v3.core.Jdbi;

/** {@code ./headroom bench history}: times the charts' queries on a year of 1,000 GPUs, which it makes first. */
public final class HistoryRun {
    private static final int GPUS = 1000;
    private static final int TIMES = 15;
    private static final Instant NOW = Instant.parse("2026-11-22T12:34:00Z");

    private final Jdbi jdbi;
    private final UseHistory history;

    private HistoryRun(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.history = new UseHistory(new HistoryRepository(jdbi));
    }

    public static void main() throws IOException {
        try (MigratedDatabase database = MigratedDatabase.start("bench/history")) {
            new HistoryRun(database.jdbi()).run();
        }
    }

    private void run() {
        long begun = System.nanoTime();
        fill();
        System.out.printf("filled in %.0f s%n", (System.nanoTime() - begun) / 1e9);
        List<UUID> page = ids("SELECT id FROM device ORDER BY gpu_index LIMIT 64");
        UUID lease = ids("SELECT lease FROM usage_hour WHERE lease IS NOT NULL AND at = '2026-11-22T00:00Z' LIMIT 1")
                .getFirst();
        for (Span span : Span.values()) {
            time(span, "fleet", () -> history.usage(span, UsageFilter.ALL, NOW).size());
            time(span, "team", () -> history.usage(span, UsageFilter.team("team-1"), NOW)
                    .size());
            time(span, "lease", () -> history.usage(span, UsageFilter.lease(lease), NOW)
                    .size());
            time(span, "heat map of 64 GPUs", () -> history.cells(span, page, NOW)
                    .size());
        }
    }

    /** Ten teams of 100 GPUs each; a lease is of 8 GPUs and lasts ten days; every device is free one hour in eleven. */
    private void fill() {
        RollUpRepository rollUps = new RollUpRepository(jdbi);
        Instant year = NOW.minus(Duration.ofDays(366));
        rollUps.makePartitions(Grain.HOUR, year, NOW);
        rollUps.makePartitions(Grain.MINUTE, NOW.minus(Duration.ofDays(1)), NOW);
        jdbi.useHandle(handle -> {
            handle.createScript(
                            """
                    INSERT INTO flavor (name) VALUES ('h100');
                    INSERT INTO node (name) SELECT 'n' || i FROM generate_series(0, 124) i;
                    INSERT INTO device (id, node, gpu_index, uuid, model, flavor, health_since)
                    SELECT ('00000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 'n' || i / 8, i, 'GPU-' || i, 'H100',
                           'h100', now()
                    FROM generate_series(0, %1$d - 1) i;
                    INSERT INTO watched_hour (at, seconds, due)
                    SELECT h, 3600, h > '%3$s'::timestamptz - interval '2 hours' FROM generate_series('%2$s'::timestamptz, '%3$s', '1 hour') h;
                    INSERT INTO usage_hour (at, device, lease, team, flavor, busy, idle_held, unknown, free, borrowed,
                                            samples, busy_avg, busy_max, memory_used, power_watts)
                    SELECT h, ('00000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid,
                           CASE WHEN held THEN ('00000000-0000-7000-9000-' || lpad((i / 8 * 1000 + n / 240)::text, 12, '0'))::uuid END,
                           CASE WHEN held THEN 'team-' || i / 100 END, 'h100',
                           CASE WHEN held THEN 2400 ELSE 0 END, CASE WHEN held THEN 900 ELSE 0 END,
                           CASE WHEN held THEN 300 ELSE 0 END, CASE WHEN held THEN 0 ELSE 3600 END,
                           CASE WHEN held AND i %% 4 = 0 THEN 3600 ELSE 0 END, 240, 0.6, 0.9, 40000000000, 400
                    FROM generate_series('%2$s'::timestamptz, '%3$s', '1 hour') WITH ORDINALITY AS hours (h, n),
                         generate_series(0, %1$d - 1) i, LATERAL (SELECT (n + i) %% 11 > 0 AS held) AS it;
                    INSERT INTO usage_day (at, device, lease, team, flavor, busy, idle_held, unknown, free, borrowed,
                                           samples, busy_avg, busy_max, memory_used, power_watts)
                    SELECT date_trunc('day', at, 'UTC'), device, lease, team, flavor, sum(busy), sum(idle_held), sum(unknown),
                           sum(free), sum(borrowed), sum(samples), avg(busy_avg), max(busy_max), max(memory_used),
                           avg(power_watts)
                    FROM usage_hour GROUP BY 1, 2, 3, 4, 5 ORDER BY 1;
                    INSERT INTO team_hour (at, team, flavor, busy, idle_held, unknown, free, borrowed)
                    SELECT at, team, flavor, sum(busy), sum(idle_held), sum(unknown), sum(free), sum(borrowed)
                    FROM usage_hour GROUP BY at, team, flavor ORDER BY at;
                    INSERT INTO team_day (at, team, flavor, busy, idle_held, unknown, free, borrowed)
                    SELECT at, team, flavor, sum(busy), sum(idle_held), sum(unknown), sum(free), sum(borrowed)
                    FROM usage_day GROUP BY at, team, flavor ORDER BY at;
                    INSERT INTO usage_minute (minute, device, lease, team, verdict, busy_avg, busy_max, samples)
                    SELECT m, ('00000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, md5(i::text)::uuid,
                           'team-' || i / 100, 'BUSY', 0.6, 0.9, 4
                    FROM generate_series('%3$s'::timestamptz - interval '1 day', '%3$s', '1 minute') m,
                         generate_series(0, %1$d - 1) i;
                    """.formatted(GPUS, NOW.minus(Duration.ofDays(365)).truncatedTo(ChronoUnit.HOURS), NOW))
                    .execute();
            handle.execute("VACUUM ANALYZE");
        });
        System.out.printf(
                "%,d hours, %,d days, %,d minutes%n", count("usage_hour"), count("usage_day"), count("usage_minute"));
    }

    private long count(String table) {
        return jdbi.withHandle(handle ->
                handle.select("SELECT count(*) FROM " + table).mapTo(Long.class).one());
    }

    private List<UUID> ids(String sql) {
        return jdbi.withHandle(handle -> handle.select(sql).mapTo(UUID.class).list());
    }

    private static void time(Span span, String what, IntSupplier query) {
        double[] millis = new double[TIMES];
        int rows = 0;
        for (int i = 0; i < TIMES; i++) {
            long begun = System.nanoTime();
            rows = query.getAsInt();
            millis[i] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-4s %-20s %5d rows  median %6.1f ms  max %6.1f ms%n",
                span.word(),
                what,
                rows,
                millis[TIMES / 2],
                millis[TIMES - 1]);
    }
}
