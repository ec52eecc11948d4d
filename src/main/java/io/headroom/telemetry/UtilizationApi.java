package io.headroom.telemetry;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.device.Device;
import io.headroom.device.Devices;
import io.headroom.team.Access;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Measured use over REST. {@code busy + idleHeld + unknown = held} in every row. Namespaces, queues and accounts are a
 * team's own affair, and addresses the admins'.
 */
@Path("/api/v1/utilization")
@Tag(name = "utilization")
@Produces(MediaType.APPLICATION_JSON)
public class UtilizationApi {
    private final Devices devices;
    private final Utilization utilization;
    private final Targets targets;
    private final Sources sources;
    private final Access access;
    private final Accounts accounts;
    private final Clock clock;

    UtilizationApi(
            Devices devices,
            Utilization utilization,
            Targets targets,
            Sources sources,
            Access access,
            Accounts accounts,
            Clock clock) {
        this.devices = devices;
        this.utilization = utilization;
        this.targets = targets;
        this.sources = sources;
        this.access = access;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Held GPUs by what they do. */
    public record Use(String name, int held, int busy, int idleHeld, int unknown) {}

    /**
     * A device's use; what is unknown is absent, never 0.
     *
     * @param team whose lease holds it
     * @param users whose work is on it and by which rule, with the reason if the caller sees that team
     */
    public record DeviceJson(
            String uuid,
            String instance,
            String node,
            String team,
            String verdict,
            Double busy,
            String signal,
            Long memoryUsedBytes,
            Long memoryTotalBytes,
            Double powerWatts,
            Double temperatureCelsius,
            DeviceErrors errors,
            List<Attribution> users,
            Instant measuredAt) {}

    /** An exporter; {@code error} is absent if the last look went well, and it is late once three looks were missed. */
    public record TargetJson(
            URI target, String mapping, Instant lastGood, boolean late, Integer devices, Long dropped, String error) {}

    /** A source that cannot tell which exporters there are; those it named until {@code since} are still looked at. */
    public record OutageJson(String source, Instant since, int targets, String error) {}

    /**
     * Everything measured, as of one instant.
     *
     * @param exporters how many there are and how many are late
     * @param targets each of them, for admins; absent for others
     * @param outages of sources, for admins; absent for others
     */
    public record UtilizationJson(
            Instant at,
            List<Use> teams,
            List<Use> flavors,
            List<DeviceJson> devices,
            DataAge exporters,
            List<TargetJson> targets,
            List<OutageJson> outages) {}

    @GET
    @Operation(
            summary =
                    "Use of every GPU, by team and by flavor, and how the exporters do; which these are is for admins")
    public UtilizationJson now() {
        Instant now = clock.instant();
        Account me = accounts.me();
        Set<String> visible = Set.copyOf(access.visibleTeams(me));
        List<Device> all = devices.all();
        List<Device> held =
                all.stream().filter(device -> device.holder() != null).toList();
        return new UtilizationJson(
                now,
                by(held, device -> device.holder().team(), now),
                by(held, Device::flavor, now),
                all.stream().map(device -> json(device, visible, now)).toList(),
                utilization.age(now),
                me.admin() ? targets(now) : null,
                me.admin() ? outages(now) : null);
    }

    private List<TargetJson> targets(Instant now) {
        return targets.all().stream().map(target -> json(target, now)).toList();
    }

    private List<OutageJson> outages(Instant now) {
        return sources.outages(now).stream().map(UtilizationApi::json).toList();
    }

    private List<Use> by(List<Device> held, Function<Device, String> name, Instant now) {
        Map<String, List<UseVerdict>> verdicts = new TreeMap<>();
        for (Device device : held)
            verdicts.computeIfAbsent(name.apply(device), _ -> new ArrayList<>()).add(utilization.verdict(device, now));
        return verdicts.entrySet().stream()
                .map(entry -> use(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Use use(String name, List<UseVerdict> verdicts) {
        return new Use(
                name,
                verdicts.size(),
                count(verdicts, UseVerdict.BUSY),
                count(verdicts, UseVerdict.IDLE_HELD),
                count(verdicts, UseVerdict.UNKNOWN));
    }

    private static int count(List<UseVerdict> verdicts, UseVerdict which) {
        return (int) verdicts.stream().filter(which::equals).count();
    }

    private DeviceJson json(Device device, Set<String> visible, Instant now) {
        DeviceUse use = utilization.of(device, now);
        return new DeviceJson(
                device.uuid(),
                device.instance(),
                device.node(),
                device.holder() == null ? null : device.holder().team(),
                use.verdict() == null ? null : use.verdict().name(),
                use.busy(),
                use.busy() == null ? null : use.signal(),
                use.memoryUsedBytes(),
                use.memoryTotalBytes(),
                use.powerWatts(),
                use.temperatureCelsius(),
                use.errors(),
                use.users().stream().map(it -> it.to(visible)).toList(),
                use.measuredAt());
    }

    private static OutageJson json(TargetSource.Outage outage) {
        return new OutageJson(outage.source(), outage.since(), outage.targets(), outage.why());
    }

    private TargetJson json(Targets.Status status, Instant now) {
        Scrape last = status.last();
        return new TargetJson(
                status.target().uri(),
                last == null ? null : last.mapping(),
                status.lastGood(),
                utilization.late(status, now),
                last == null ? null : last.devices().size(),
                last == null ? null : last.dropped(),
                last == null ? "not looked at yet" : last.trouble());
    }
}
