package io.headroom.lease;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.platform.Paging;
import io.headroom.platform.Refused;
import io.headroom.team.Access;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** The forms of the lease page. Each answers with a redirect, so that a reload sends nothing twice. */
@Path("/leases/{id}")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class LeaseForms {
    private final Leases leases;
    private final LeaseActions actions;
    private final Access access;
    private final Accounts accounts;

    LeaseForms(Leases leases, LeaseActions actions, Access access, Accounts accounts) {
        this.leases = leases;
        this.actions = actions;
        this.access = access;
        this.accounts = accounts;
    }

    /** Gives GPUs back: the ticked devices, or else so many, or else all. Ticking none of them gives back none. */
    @POST
    @Path("releases")
    public Response release(
            @RestPath String id,
            @RestForm String gpus,
            @RestForm List<String> device,
            @RestForm String chosen,
            @RestForm String version) {
        Account me = accounts.me();
        UUID lease = mine(id, me, "release GPUs");
        Set<UUID> devices = device == null
                ? Set.of()
                : device.stream().map(it -> Paging.id("device", it)).collect(Collectors.toSet());
        if (chosen != null && devices.isEmpty()) throw Refused.invalid("device", null, "tick the GPUs to give back");
        Release release = devices.isEmpty() ? new Release(whole(gpus), Set.of()) : new Release(null, devices);
        actions.release(lease, release, me.username(), version);
        return Response.seeOther(URI.create("/leases/" + id)).build();
    }

    /** Leaves the queue. What was to join another lease leads back to that one. */
    @POST
    @Path("withdrawal")
    public Response withdraw(@RestPath String id, @RestForm String version) {
        Account me = accounts.me();
        Lease withdrawn = actions.withdraw(mine(id, me, "withdraw"), me.username(), version);
        UUID page = withdrawn.supplements() == null ? withdrawn.id() : withdrawn.supplements();
        return Response.seeOther(URI.create("/leases/" + page)).build();
    }

    /** Ends it, whosever it is. */
    @POST
    @Path("revocation")
    public Response revoke(@RestPath String id, @RestForm String reason, @RestForm String version) {
        Account me = accounts.me();
        LeaseApi.requireAdmin(me);
        actions.revoke(Paging.id("lease", id), reason, me.username(), version);
        return Response.seeOther(URI.create("/leases/" + id)).build();
    }

    /** Asks for what was lent while it was idle. */
    @POST
    @Path("call-backs")
    public Response callBack(@RestPath String id, @RestForm String version) {
        Account me = accounts.me();
        actions.callBack(mine(id, me, "call back GPUs"), me.username(), version);
        return Response.seeOther(URI.create("/leases/" + id)).build();
    }

    private UUID mine(String id, Account me, String action) {
        UUID uuid = Paging.id("lease", id);
        access.requireLeads(me, leases.get(uuid).team(), new Access.Deed(action, "lease", id));
        return uuid;
    }

    private static Integer whole(String gpus) {
        if (gpus == null || gpus.isBlank() || gpus.equals("all")) return null;
        if (gpus.strip().matches("[1-9]\\d{0,8}")) return Integer.parseInt(gpus.strip());
        throw Refused.invalid("gpus", gpus, "must be a whole number of at least 1");
    }
}
