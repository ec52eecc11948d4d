package io.headroom.lease;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.device.Device;
import io.headroom.device.Devices;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Paging;
import io.headroom.platform.Refused;
import io.headroom.platform.Slice;
import io.headroom.platform.Version;
import io.headroom.team.Access;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Leases over REST. */
@Path("/api/v1/leases")
@Tag(name = "leases")
@Produces(MediaType.APPLICATION_JSON)
public class LeaseApi {
    private final Leases leases;
    private final LeaseActions actions;
    private final Devices devices;
    private final Access access;
    private final Accounts accounts;
    private final IdleStates idle;

    LeaseApi(Leases leases, LeaseActions actions, Devices devices, Access access, Accounts accounts, IdleStates idle) {
        this.leases = leases;
        this.actions = actions;
        this.devices = devices;
        this.access = access;
        this.accounts = accounts;
        this.idle = idle;
    }

    /** What to give back: {@code devices}, or else {@code gpus}, or else all. */
    public record ReleaseBody(Integer gpus, Set<UUID> devices) {}

    /** @param reason why; its team reads it */
    public record RevocationBody(String reason) {}

    /**
     * One lease with the devices it holds, what of it could go back now, what is asked back from it, and its history.
     *
     * @param exposure null while it holds nothing
     */
    public record LeaseDetail(
            LeaseJson lease,
            ExposureJson exposure,
            List<HeldDevice> devices,
            List<AskedBack> askedBack,
            List<EventJson> history) {}

    /**
     * A device as its holder needs it.
     *
     * @param drained since when it is to be vacated; absent if it is not
     */
    public record HeldDevice(
            UUID id, String node, int index, String uuid, String instance, boolean healthy, Instant drained) {
        static HeldDevice of(Device it) {
            return new HeldDevice(
                    it.id(), it.node(), it.index(), it.uuid(), it.instance(), it.healthy(), it.drainedSince());
        }
    }

    /** GPUs that have to go back. */
    public record AskedBack(int gpus, String forTeam, String reason, Instant deadline, String sentence) {}

    /**
     * How much of a lease could go back, to whom, and how soon.
     *
     * @param borrowed at most so many of its GPUs: loans are its team's, and the allocator chooses among its leases
     * @param notice how long before they leave its holder is told
     */
    public record ExposureJson(int gpus, int borrowed, Map<String, Integer> lenders, Duration notice, String sentence) {
        static ExposureJson of(Exposure it) {
            return new ExposureJson(it.gpus(), it.borrowed(), it.lenders(), it.notice(), it.sentence());
        }
    }

    /**
     * Something that happened.
     *
     * @param flavor the flavor it was about
     * @param borrowed of a grant, how many of its GPUs were above the nominal quota
     * @param lenders who lent those then
     * @param exposure the same for people, as it was then
     */
    public record EventJson(
            Instant at,
            String actor,
            String what,
            String flavor,
            Integer gpus,
            String reason,
            String sentence,
            Integer borrowed,
            Map<String, Integer> lenders,
            String exposure) {
        static EventJson of(LeaseEvent event) {
            return new EventJson(
                    event.at(),
                    event.actor(),
                    event.what().name(),
                    event.flavor(),
                    event.gpus(),
                    event.reason(),
                    event.sentence(),
                    event.borrowed(),
                    event.lenders(),
                    event.exposure());
        }
    }

    @GET
    @Operation(summary = "Leases of the teams you may see, newest first")
    public Slice<LeaseJson> list(
            @RestQuery String team,
            @RestQuery String phase,
            @RestQuery String since,
            @RestQuery String cursor,
            @RestQuery String limit) {
        Account me = accounts.me();
        if (team != null) access.requireSees(me, team, "team", team);
        LeaseFilter filter = new LeaseFilter(
                team == null ? access.visibleTeams(me) : List.of(team),
                Paging.choice("phase", phase, Phase.class),
                Paging.instant("since", since),
                Paging.cursor(cursor),
                Paging.limit(limit));
        Slice<Lease> slice = leases.list(filter);
        Map<UUID, List<IdleState>> its = idle.of(slice.items());
        return new Slice<>(
                slice.items().stream()
                        .map(lease -> LeaseJson.of(lease, its.get(lease.id()), me))
                        .toList(),
                slice.next());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One lease: its devices, what is asked back from it, its history")
    public Response get(@RestPath String id) {
        Account me = accounts.me();
        Lease lease = visible(id, me);
        LeaseDetail detail = new LeaseDetail(
                json(lease, me),
                leases.exposure(lease).map(ExposureJson::of).orElse(null),
                devices.heldBy(lease.id()).stream().map(HeldDevice::of).toList(),
                leases.notices(lease.id()).stream()
                        .map(it -> new AskedBack(
                                it.gpus(), it.forTeam(), it.reason().name(), it.deadline(), it.sentence()))
                        .toList(),
                leases.history(lease.id()).stream().map(EventJson::of).toList());
        return Response.ok(detail).header("ETag", Version.tag(lease.version())).build();
    }

    @POST
    @Path("{id}/releases")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Give GPUs back: all, a number, or chosen devices")
    @RequestBody(
            content =
                    @Content(
                            examples = {
                                @ExampleObject(name = "two of them", value = "{\"gpus\": 2}"),
                                @ExampleObject(name = "all of them", value = "{}")
                            }))
    public Response release(@RestPath String id, @HeaderParam("If-Match") String ifMatch, ReleaseBody body) {
        Account me = accounts.me();
        Lease lease = visible(id, me);
        access.requireLeads(me, lease.team(), new Access.Deed("release GPUs", "lease", id));
        Lease changed = actions.release(lease.id(), release(body), me.username(), ifMatch);
        return Response.ok(json(changed, me))
                .header("ETag", Version.tag(changed.version()))
                .build();
    }

    @POST
    @Path("{id}/call-backs")
    @Operation(summary = "Ask for the GPUs that others borrow since they were idle")
    public LeaseJson callBack(@RestPath String id, @HeaderParam("If-Match") String ifMatch) {
        Account me = accounts.me();
        Lease lease = visible(id, me);
        access.requireLeads(me, lease.team(), new Access.Deed("call back GPUs", "lease", id));
        return json(actions.callBack(lease.id(), me.username(), ifMatch), me);
    }

    @POST
    @Path("{id}/withdrawal")
    @Operation(summary = "Leave the queue before it started")
    public LeaseJson withdraw(@RestPath String id, @HeaderParam("If-Match") String ifMatch) {
        Account me = accounts.me();
        Lease lease = visible(id, me);
        access.requireLeads(me, lease.team(), new Access.Deed("withdraw", "lease", id));
        return json(actions.withdraw(lease.id(), me.username(), ifMatch), me);
    }

    @POST
    @Path("{id}/revocation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "End a lease, whosever it is; its GPUs leave at once, and its team reads why")
    @RequestBody(
            content = @Content(examples = @ExampleObject(value = "{\"reason\": \"Nobody has used it for a week.\"}")))
    public Response revoke(@RestPath String id, @HeaderParam("If-Match") String ifMatch, RevocationBody body) {
        Account me = accounts.me();
        Lease lease = visible(id, me);
        requireAdmin(me);
        Lease changed = actions.revoke(lease.id(), body == null ? null : body.reason(), me.username(), ifMatch);
        return Response.ok(json(changed, me))
                .header("ETag", Version.tag(changed.version()))
                .build();
    }

    /** @throws Refused 403 unless the caller may revoke leases */
    static void requireAdmin(Account me) {
        if (!me.admin()) throw new Refused(new CommonRefusal.NotAllowed("revoke leases", "admins"));
    }

    private Lease visible(String id, Account me) {
        UUID uuid = Paging.id("lease", id);
        Lease lease = leases.get(uuid);
        access.requireSees(me, lease.team(), "lease", id);
        return lease;
    }

    private static Release release(ReleaseBody body) {
        if (body == null) return Release.all();
        if (body.gpus() != null && body.gpus() < 1)
            throw Refused.invalid("gpus", body.gpus().toString(), "must be a whole number of at least 1");
        if (body.gpus() != null && body.devices() != null)
            throw Refused.invalid("gpus", body.gpus().toString(), "give either a number or devices, not both");
        if (body.devices() != null
                && (body.devices().isEmpty() || body.devices().contains(null)))
            throw Refused.invalid(
                    "devices", body.devices().toString(), "must name at least one device; leave it out for all");
        return new Release(body.gpus(), body.devices() == null ? Set.of() : body.devices());
    }

    private LeaseJson json(Lease lease, Account me) {
        return LeaseJson.of(lease, idle.of(List.of(lease)).get(lease.id()), me);
    }
}
