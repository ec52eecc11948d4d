package io.headroom.bench;

import io.headroom.local.fleet.FarmNode;
import io.headroom.local.fleet.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Who owns and holds the GPUs of the load run's fleet: five teams, a fifth of the quota each, a lease for each node. */
final class FleetWorld {
    private static final Duration HELD_FOR = Duration.ofHours(5);
    private static final Duration TERM = Duration.ofDays(7);

    private final Jdbi jdbi;

    FleetWorld(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void addTeams() {
        jdbi.useTransaction(handle -> {
            handle.execute("INSERT INTO cohort (name) VALUES ('research')");
            handle.execute("INSERT INTO flavor (name) VALUES (?)", FarmNode.FLAVOR);
            for (String team : FarmNode.TEAMS) {
                handle.execute("INSERT INTO team (name, cohort) VALUES (?, 'research')", team);
                handle.execute(
                        "INSERT INTO quota (team, flavor, nominal) VALUES (?, ?, ?)",
                        team,
                        FarmNode.FLAVOR,
                        FarmNode.NODES * FarmNode.GPUS / FarmNode.TEAMS.size());
            }
        });
    }

    long devices() {
        return count("SELECT count(*) FROM device");
    }

    long held() {
        return count("SELECT count(*) FROM assignment WHERE until IS NULL");
    }

    /** Once the devices are there. A lease's purpose is the name of its node. */
    void addLeases(Instant now) {
        Instant since = now.minus(HELD_FOR);
        jdbi.useTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    INSERT INTO lease (id, team, flavor, flavors, kind, purpose, owner, gpus, min_gpus, max_gpus, held, phase,
                                       term_seconds, submitted_at, started_at, ends_at)
                    VALUES (:id, :team, :flavor, ARRAY[:flavor], :kind, :node, :team || '-lead', :gpus, :gpus, :gpus, :gpus,
                            'ACTIVE', :term, :since, :since, :ends)""");
            for (FarmNode node : FarmNode.all())
                node.job(since).ifPresent(job -> bind(batch, node, job).add());
            batch.execute();
            assign(handle);
        });
    }

    private static PreparedBatch bind(PreparedBatch batch, FarmNode node, Job job) {
        return batch.bind("id", UUID.fromString(job.leaseId()))
                .bind("team", job.team())
                .bind("flavor", FarmNode.FLAVOR)
                .bind("kind", job.kind())
                .bind("node", node.name())
                .bind("gpus", FarmNode.GPUS)
                .bind("term", TERM.toSeconds())
                .bind("since", job.since())
                .bind("ends", job.since().plus(TERM));
    }

    private static void assign(Handle handle) {
        handle.execute("""
                INSERT INTO assignment (device, lease, team, kind, since)
                SELECT d.id, l.id, l.team, l.kind, l.started_at FROM lease l JOIN device d ON d.node = l.purpose""");
    }

    /** What was written of the minutes in {@code [from, until)}. */
    Minutes minutes(Instant from, Instant until) {
        return jdbi.withHandle(handle -> handle.select("""
                        SELECT count(DISTINCT minute) AS minutes, count(*) AS rows,
                               count(*) FILTER (WHERE samples < 4) AS thin, count(*) FILTER (WHERE samples = 0) AS blank
                        FROM usage_minute WHERE minute >= ? AND minute < ?""", from, until)
                .map((row, _) -> new Minutes(
                        row.getLong("minutes"), row.getLong("rows"), row.getLong("thin"), row.getLong("blank")))
                .one());
    }

    /**
     * Minutes in the database.
     *
     * @param rows one for each minute and GPU
     * @param thin of those, with less than the four samples that 15 s give
     * @param blank of those, without any
     */
    record Minutes(long minutes, long rows, long thin, long blank) {}

    private long count(String sql) {
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }
}
