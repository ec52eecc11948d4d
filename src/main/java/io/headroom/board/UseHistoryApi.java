package io.headroom.board;

import io.headroom.account.Accounts;
import io.headroom.device.Devices;
import io.headroom.lease.Leases;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Paging;
import io.headroom.platform.Refused;
import io.headroom.team.Access;
import io.headroom.team.Teams;
import io.headroom.telemetry.Span;
import io.headroom.telemetry.Usage;
import io.headroom.telemetry.UsageFilter;
import io.headroom.telemetry.UseHistory;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Use over time over REST. {@code busy + idleHeld + unknown = held = own + borrowed} and
 * {@code held + free + unhealthy = total} in every point, exactly.
 */
@Path("/api/v1/utilization/history")
@Tag(name = "utilization")
@Produces(MediaType.APPLICATION_JSON)
public class UseHistoryApi {
    private final UseHistory history;
    private final Teams teams;
    private final Leases leases;
    private final Devices devices;
    private final Access access;
    private final Accounts accounts;
    private final Clock clock;

    UseHistoryApi(
            UseHistory history,
            Teams teams,
            Leases leases,
            Devices devices,
            Access access,
            Accounts accounts,
            Clock clock) {
        this.history = history;
        this.teams = teams;
        this.leases = leases;
        this.devices = devices;
        this.access = access;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** @param points oldest first; a step that nobody watched is absent, of a device also one without data of it */
    public record HistoryJson(String span, Instant from, Instant until, Duration step, List<PointJson> points) {}

    /**
     * One step, in GPU-seconds.
     *
     * @param watchedSeconds how long of the step the portal measured, of a device how long it knew of it; divide by it for GPUs on average
     * @param unknownSeconds held and not measured; where it is all that was held, nothing is known of busy and idle
     * @param freeSeconds 0 for a team and a lease, as {@code unhealthySeconds} is: what nobody holds is nobody's
     */
    public record PointJson(
            Instant at,
            long watchedSeconds,
            long heldSeconds,
            long busySeconds,
            long idleHeldSeconds,
            long unknownSeconds,
            long ownSeconds,
            long borrowedSeconds,
            long freeSeconds,
            long unhealthySeconds,
            long totalSeconds) {
        static PointJson of(Usage it) {
            return new PointJson(
                    it.at(),
                    it.watched(),
                    it.held(),
                    it.busy(),
                    it.idleHeld(),
                    it.unknown(),
                    it.own(),
                    it.borrowed(),
                    it.free(),
                    it.unhealthy(),
                    it.total());
        }
    }

    @GET
    @Operation(summary = "Use over 1h, 24h, 7d, 30d or 1y: of the fleet, a flavor, a team, a lease or a device")
    public HistoryJson history(
            @RestQuery String team,
            @RestQuery String lease,
            @RestQuery String device,
            @RestQuery String flavor,
            @RestQuery String span) {
        Span known = Span.of(span);
        if (team != null) teams.get(team);
        UsageFilter filter = new UsageFilter(
                team,
                lease == null ? null : visibleLease(lease),
                device == null ? null : DeviceLookup.find(device, devices.all()).id(),
                flavor == null ? null : knownFlavor(flavor));
        Instant now = clock.instant();
        Span.Period period = known.lines(now);
        return new HistoryJson(
                known.word(),
                period.from(),
                period.until(),
                known.step(),
                history.usage(known, filter, now).stream().map(PointJson::of).toList());
    }

    private UUID visibleLease(String id) {
        UUID lease = Paging.id("lease", id);
        access.requireSees(accounts.me(), leases.get(lease).team(), "lease", id);
        return lease;
    }

    private String knownFlavor(String flavor) {
        if (!teams.flavors().contains(flavor)) throw new Refused(new CommonRefusal.NotFound("flavor", flavor));
        return flavor;
    }
}
