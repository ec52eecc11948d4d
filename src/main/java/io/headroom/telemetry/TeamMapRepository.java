package io.headroom.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

@ApplicationScoped
class TeamMapRepository {
    private static final String NAMESPACE = "NAMESPACE";
    private static final String QUEUE = "QUEUE";
    private static final String ACCOUNT = "ACCOUNT";

    private final Jdbi jdbi;

    TeamMapRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    TeamMap read() {
        return jdbi.withHandle(
                handle -> new TeamMap(read(handle, NAMESPACE), read(handle, QUEUE), read(handle, ACCOUNT)));
    }

    int version() {
        return jdbi.withHandle(handle -> handle.select("SELECT version FROM team_map")
                .mapTo(Integer.class)
                .one());
    }

    /** @return the version, which nobody changes before this transaction ends */
    int lock() {
        return jdbi.withHandle(handle -> handle.select("SELECT version FROM team_map FOR UPDATE")
                .mapTo(Integer.class)
                .one());
    }

    void write(TeamMap map) {
        jdbi.useHandle(handle -> {
            handle.execute("DELETE FROM workload_team");
            write(handle, NAMESPACE, map.namespaces());
            write(handle, QUEUE, map.queues());
            write(handle, ACCOUNT, map.accounts());
            handle.execute("UPDATE team_map SET version = version + 1");
        });
    }

    private static Map<String, String> read(Handle handle, String kind) {
        Map<String, String> teamOf = new HashMap<>();
        handle.select("SELECT name, team FROM workload_team WHERE kind = ?", kind)
                .map((row, _) -> teamOf.put(row.getString("name"), row.getString("team")))
                .list();
        return teamOf;
    }

    private static void write(Handle handle, String kind, Map<String, String> teamOf) {
        if (teamOf.isEmpty()) return;
        PreparedBatch batch = handle.prepareBatch("INSERT INTO workload_team (kind, name, team) VALUES (?, ?, ?)");
        teamOf.forEach((name, team) -> batch.add(kind, name, team));
        batch.execute();
    }
}
