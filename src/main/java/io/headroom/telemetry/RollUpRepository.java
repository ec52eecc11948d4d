package io.headroom.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Adds minutes up to hours, hours to days, and drops what is old. */
@ApplicationScoped
class RollUpRepository {
    /** A reader that takes long delays the drop, and must not make others wait behind it. */
    private static final String BRIEFLY = "SET LOCAL lock_timeout = '2s'";

    private final Jdbi jdbi;

    RollUpRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Whether this transaction may add up: one replica at a time does, or two would write the same day. */
    boolean lock() {
        return jdbi.withHandle(handle -> handle.select("SELECT pg_try_advisory_xact_lock(hashtext('usage roll-up'))")
                .mapTo(Boolean.class)
                .one());
    }

    /** Hours with minutes that are in no sum yet, oldest first. */
    List<Instant> due(Instant until) {
        return jdbi.withHandle(
                handle -> handle.select("SELECT at FROM watched_hour WHERE due AND at <= ? ORDER BY at", until)
                        .mapTo(Instant.class)
                        .list());
    }

    /** Whether an hour is still due; locks it, so that whoever has more minutes for it waits. */
    boolean lockDue(Instant hour) {
        return jdbi.withHandle(
                handle -> handle.select("SELECT 1 FROM watched_hour WHERE due AND at = ? FOR UPDATE", hour)
                        .mapTo(Integer.class)
                        .findOne()
                        .isPresent());
    }

    /** Adds one hour or day up anew from what it consists of, by device and then by team. */
    void addUp(Grain into, Instant at) {
        jdbi.useHandle(handle -> {
            handle.execute("DELETE FROM " + into.table() + " WHERE at = ?", at);
            handle.createUpdate("""
                            INSERT INTO %s (at, device, lease, team, flavor, busy, idle_held, unknown, free, unhealthy,
                                            borrowed, samples, busy_avg, busy_max, memory_used, power_watts)
                            SELECT :at::timestamptz, device, lease, team, flavor, sum(busy), sum(idle_held), sum(unknown),
                                   sum(free), sum(unhealthy), sum(borrowed), sum(samples),
                                   sum(busy_avg * samples) / nullif(sum(samples) FILTER (WHERE busy_avg IS NOT NULL), 0),
                                   max(busy_max), max(memory_used), avg(power_watts)
                            FROM %s WHERE at >= :at AND at < :until AND flavor IS NOT NULL
                            GROUP BY device, lease, team, flavor""".formatted(into.table(), into.source()))
                    .bind("at", at)
                    .bind("until", at.plus(into.length()))
                    .execute();
            handle.execute("DELETE FROM " + into.teams() + " WHERE at = ?", at);
            handle.createUpdate("""
                            INSERT INTO %s (at, team, flavor, busy, idle_held, unknown, free, unhealthy, borrowed)
                            SELECT at, team, flavor, sum(busy), sum(idle_held), sum(unknown), sum(free), sum(unhealthy), sum(borrowed)
                            FROM %s WHERE at = :at GROUP BY at, team, flavor""".formatted(into.teams(), into.table()))
                    .bind("at", at)
                    .execute();
        });
    }

    /** The hour is added up, and was watched for as long as there are minutes of it. */
    void done(Instant hour) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE watched_hour SET due = false, seconds = 60 * (
                            SELECT count(DISTINCT minute) FROM usage_minute WHERE minute >= :from AND minute < :until)
                        WHERE at = :from""")
                .bind("from", hour)
                .bind("until", hour.plus(Duration.ofHours(1)))
                .execute());
    }

    /** Leaves the sums of an hour as they are. */
    void settle(Instant hour) {
        jdbi.useHandle(handle -> handle.execute("UPDATE watched_hour SET due = false WHERE at = ?", hour));
    }

    /** Makes the partitions between two instants that are not there yet. */
    void makePartitions(Grain grain, Instant first, Instant last) {
        jdbi.useHandle(
                handle -> handle.select("SELECT make_partitions(?, ?, ?, ?)", kept(grain), unit(grain), first, last)
                        .mapTo(String.class)
                        .list());
    }

    /** The hour before the last so many in which anything was measured; empty if there are no more than those. */
    Optional<Instant> hourBeforeLast(int hours) {
        return jdbi.withHandle(
                handle -> handle.select("SELECT at FROM watched_hour ORDER BY at DESC OFFSET ? LIMIT 1", hours)
                        .mapTo(Instant.class)
                        .findOne());
    }

    /** Drops partitions that lie wholly before an instant, and says how many. */
    int dropPartitions(Grain grain, Instant before) {
        return jdbi.withHandle(handle -> {
            handle.execute(BRIEFLY);
            return handle.select("SELECT drop_partitions(?, ?, ?)", kept(grain), unit(grain), before)
                    .mapTo(Integer.class)
                    .one();
        });
    }

    /** What of the tables without partitions lies before an instant: days, sums by team, and the list of hours. */
    void forget(Instant before) {
        jdbi.useHandle(handle -> {
            for (String table : new String[] {"usage_day", "team_day", "team_hour", "watched_hour"})
                handle.execute("DELETE FROM " + table + " WHERE at < ?", before);
        });
    }

    private static String kept(Grain grain) {
        return switch (grain) {
            case MINUTE -> "usage_minute";
            case HOUR -> "usage_hour";
            case DAY -> throw new IllegalArgumentException("days are one table");
        };
    }

    private static String unit(Grain grain) {
        return grain == Grain.MINUTE ? "day" : "month";
    }
}
