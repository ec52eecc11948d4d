package io.headroom.idle;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.lease.Leases;
import io.headroom.platform.Paging;
import io.headroom.team.Access;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** The form on the lease page with which a lead keeps idle GPUs. It answers with a redirect. */
@Path("/leases/{id}/idle-keeps")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class IdleForms {
    private final IdleSpells spells;
    private final Leases leases;
    private final Access access;
    private final Accounts accounts;

    IdleForms(IdleSpells spells, Leases leases, Access access, Accounts accounts) {
        this.spells = spells;
        this.leases = leases;
        this.access = access;
        this.accounts = accounts;
    }

    @POST
    public Response keep(@RestPath String id, @RestForm String reason) {
        Account me = accounts.me();
        UUID lease = Paging.id("lease", id);
        access.requireLeads(me, leases.get(lease).team(), new Access.Deed("keep idle GPUs", "lease", id));
        spells.keep(lease, me.username(), reason);
        return Response.seeOther(URI.create("/leases/" + id)).build();
    }
}
