package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.lease.Lease;
import io.headroom.lease.Leases;
import io.headroom.platform.Paging;
import io.headroom.team.Access;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** The lease page's form that asks for another size. A class of its own for the reason {@link ExtensionApi} gives. */
@Path("/leases/{id}/resizes")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class ResizeForm {
    private final Resizes resizes;
    private final Leases leases;
    private final Access access;
    private final Accounts accounts;

    ResizeForm(Resizes resizes, Leases leases, Access access, Accounts accounts) {
        this.resizes = resizes;
        this.leases = leases;
        this.access = access;
        this.accounts = accounts;
    }

    @POST
    public Response resize(
            @RestPath String id, @RestForm String gpus, @RestForm String purpose, @RestForm String version) {
        Account me = accounts.me();
        Lease lease = leases.get(Paging.id("lease", id));
        access.requireLeads(me, lease.team(), new Access.Deed("resize it", "lease", id));
        resizes.ask(new Resizes.Wanted(lease.id(), gpus, purpose, version), me);
        return Response.seeOther(URI.create("/leases/" + id)).build();
    }
}
