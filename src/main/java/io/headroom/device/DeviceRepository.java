package io.headroom.device;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

@ApplicationScoped
class DeviceRepository {
    private static final String SELECT = """
            SELECT d.id, d.node, d.gpu_index, d.uuid, d.instance, d.model, d.flavor, d.health_reason, d.health_since,
                   d.drained_at, d.drained_by, d.drain_reason, n.drained_at AS node_drained_at,
                   n.drained_by AS node_drained_by, n.drain_reason AS node_drain_reason,
                   a.lease, a.team, a.kind, a.since
            FROM device d JOIN node n ON n.name = d.node
                 LEFT JOIN assignment a ON a.device = d.id AND a.until IS NULL
            WHERE (d.removed_at IS NULL OR a.lease IS NOT NULL)
            """;

    private final Jdbi jdbi;

    DeviceRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<Device> all() {
        return jdbi.withHandle(handle -> handle.select(SELECT + "ORDER BY d.node, d.gpu_index, d.instance")
                .map(DeviceRepository::device)
                .list());
    }

    List<Device> ofFlavor(String flavor) {
        return jdbi.withHandle(handle -> handle.select(SELECT + "AND d.flavor = ? ORDER BY d.node, d.gpu_index", flavor)
                .map(DeviceRepository::device)
                .list());
    }

    List<Device> heldBy(UUID lease) {
        return jdbi.withHandle(handle -> handle.select(SELECT + "AND a.lease = ? ORDER BY d.node, d.gpu_index", lease)
                .map(DeviceRepository::device)
                .list());
    }

    Map<String, Integer> countByFlavor() {
        return jdbi.withHandle(handle -> handle.select("""
                        SELECT f.name, count(d.id) AS devices
                        FROM flavor f LEFT JOIN device d ON d.flavor = f.name AND d.removed_at IS NULL
                        GROUP BY f.name""")
                .map((row, _) -> Map.entry(row.getString("name"), row.getInt("devices")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** How many devices of each flavor a lease could get now; a flavor without any is absent. */
    Map<String, Integer> freeByFlavor() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT d.flavor, count(*) AS devices FROM device d JOIN node n ON n.name = d.node
                        WHERE d.health = 'HEALTHY' AND d.drained_at IS NULL AND n.drained_at IS NULL
                          AND NOT EXISTS (SELECT FROM assignment a WHERE a.device = d.id AND a.until IS NULL)
                        GROUP BY d.flavor""")
                .map((row, _) -> Map.entry(row.getString("flavor"), row.getInt("devices")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** By node and index. */
    List<Device> outOfUseAndHeld() {
        return jdbi.withHandle(handle ->
                handle.select(SELECT + """
                        AND (d.health <> 'HEALTHY' OR n.drained_at IS NOT NULL OR d.drained_at IS NOT NULL)
                          AND a.lease IS NOT NULL
                        ORDER BY d.node, d.gpu_index""").map(DeviceRepository::device).list());
    }

    /**
     * Opens assignments. A clock that was set back must not make two of them overlap: one begins no earlier than the
     * device's last one ended.
     */
    void assign(List<Device> devices, Assignment holder) {
        jdbi.useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    INSERT INTO assignment (device, lease, team, kind, since)
                    VALUES (:device, :lease, :team, :kind, greatest(:since,
                        (SELECT max(until) FROM assignment WHERE device = :device)))""");
            for (Device device : devices) {
                batch.bind("device", device.id())
                        .bind("lease", holder.lease())
                        .bind("team", holder.team())
                        .bind("kind", holder.kind())
                        .bind("since", holder.since())
                        .add();
            }
            batch.execute();
        });
    }

    void unassign(List<Device> devices, Instant now) {
        if (devices.isEmpty()) return;
        List<UUID> ids = devices.stream().map(Device::id).toList();
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        UPDATE assignment SET until = greatest(since, :now)
                        WHERE device IN (<ids>) AND until IS NULL""").bindList("ids", ids).bind("now", now).execute());
    }

    /** How many GPU-seconds each team held between two instants; a team that held none is absent. */
    Map<String, Double> heldSeconds(Instant from, Instant until) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT team, sum(extract(epoch FROM least(coalesce(until, :until), :until) - greatest(since, :from)))
                                   AS seconds
                        FROM assignment
                        WHERE since < :until AND coalesce(until, 'infinity') > :from
                        GROUP BY team""")
                .bind("from", from)
                .bind("until", until)
                .map((row, _) -> Map.entry(row.getString("team"), row.getDouble("seconds")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** @return whether that changes anything */
    boolean setHealth(UUID device, String reason, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE device SET health = :health, health_reason = :reason, health_since = :now
                        WHERE id = :id AND health_reason IS DISTINCT FROM :reason AND removed_at IS NULL""")
                        .bind("health", reason == null ? "HEALTHY" : "UNHEALTHY")
                        .bind("reason", reason)
                        .bind("now", now)
                        .bind("id", device)
                        .execute()
                > 0);
    }

    /** What admins said is over, by device; most devices are absent. */
    Map<UUID, String> accepted() {
        return jdbi.withHandle(
                handle -> handle.select("SELECT id, health_accepted FROM device WHERE health_accepted IS NOT NULL")
                        .map((row, _) -> Map.entry(row.getObject("id", UUID.class), row.getString("health_accepted")))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    void setAccepted(UUID device, String accepted) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE device SET health_accepted = :accepted WHERE id = :device")
                .bind("accepted", accepted)
                .bind("device", device)
                .execute());
    }

    void seen(List<UUID> devices, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE device SET seen_at = :now WHERE id = ANY(:devices)")
                .bind("now", now)
                .bindArray("devices", UUID.class, devices)
                .execute());
    }

    /** When those were seen last that were not seen since an instant; without those that never were. */
    Map<UUID, Instant> unseenSince(Instant since) {
        return jdbi.withHandle(handle -> handle.select("SELECT id, seen_at FROM device WHERE seen_at < ?", since)
                .map((row, _) -> Map.entry(row.getObject("id", UUID.class), instant(row, "seen_at")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** A device as it is now, locked until the transaction ends. */
    Optional<Device> lock(UUID device) {
        return jdbi.withHandle(handle -> handle.select(SELECT + "AND d.id = ? FOR UPDATE OF d", device)
                .map(DeviceRepository::device)
                .findOne());
    }

    /** Makes a device capacity again, until an exporter tells something else of it than it does now. */
    void recover(UUID device, Instant now) {
        jdbi.useHandle(handle -> handle.execute("""
                UPDATE device SET health = 'HEALTHY', health_accepted = concat_ws('; ', health_accepted, health_reason),
                       health_reason = NULL, health_since = ?
                WHERE id = ?""", now, device));
    }

    /** Its row stays for the past; a lease that was given it meanwhile sees it out of use. */
    void remove(UUID device, String reason, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE device SET removed_at = :now, health = 'UNHEALTHY', health_reason = :reason,
                               health_since = :now, health_accepted = NULL, seen_at = NULL
                        WHERE id = :device""")
                .bind("now", now)
                .bind("reason", reason)
                .bind("device", device)
                .execute());
    }

    /** Adds devices with their nodes and flavors; does nothing for those that are known. One that was removed starts anew. */
    void add(List<Device> devices) {
        jdbi.useHandle(handle -> {
            addNames(handle, "node", devices.stream().map(Device::node));
            addNames(handle, "flavor", devices.stream().map(Device::flavor));
            PreparedBatch batch = handle.prepareBatch("""
                    INSERT INTO device (node, gpu_index, uuid, instance, model, flavor, health_since, seen_at)
                    VALUES (:node, :index, :uuid, :instance, :model, :flavor, :healthSince, :healthSince)
                    ON CONFLICT (uuid, instance) DO UPDATE SET
                        node = excluded.node, gpu_index = excluded.gpu_index, model = excluded.model,
                        flavor = excluded.flavor, health = 'HEALTHY', health_reason = NULL,
                        health_since = excluded.health_since, seen_at = excluded.seen_at,
                        removed_at = NULL, drained_at = NULL, drained_by = NULL, drain_reason = NULL
                    WHERE device.removed_at IS NOT NULL""");
            devices.forEach(device -> batch.bindMethods(device).add());
            batch.execute();
        });
    }

    /** In order, so that two replicas that add the same ones do not wait for each other in a circle. */
    private static void addNames(Handle handle, String table, Stream<String> names) {
        handle.createUpdate("INSERT INTO " + table + " (name) SELECT unnest(:names) ON CONFLICT DO NOTHING")
                .bindArray("names", String.class, names.distinct().sorted().toList())
                .execute();
    }

    private static Device device(ResultSet row, StatementContext context) throws SQLException {
        UUID lease = row.getObject("lease", UUID.class);
        Assignment holder = lease == null
                ? null
                : new Assignment(lease, row.getString("team"), row.getString("kind"), instant(row, "since"));
        return new Device(
                row.getObject("id", UUID.class),
                row.getString("node"),
                row.getInt("gpu_index"),
                row.getString("uuid"),
                row.getString("instance"),
                row.getString("model"),
                row.getString("flavor"),
                row.getString("health_reason"),
                instant(row, "health_since"),
                drain(row, true),
                drain(row, false),
                holder);
    }

    private static Drain drain(ResultSet row, boolean ofNode) throws SQLException {
        String of = ofNode ? "node_" : "";
        if (row.getTimestamp(of + "drained_at") == null) return null;
        return new Drain(
                instant(row, of + "drained_at"),
                row.getString(of + "drained_by"),
                row.getString(of + "drain_reason"),
                ofNode);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
