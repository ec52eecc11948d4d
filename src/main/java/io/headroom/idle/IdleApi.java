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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What a lead does about idle GPUs, over the API. */
@Path("/api/v1/leases/{id}/idle-keeps")
@Tag(name = "leases")
public class IdleApi {
    private final IdleSpells spells;
    private final Leases leases;
    private final Access access;
    private final Accounts accounts;

    IdleApi(IdleSpells spells, Leases leases, Access access, Accounts accounts) {
        this.spells = spells;
        this.leases = leases;
        this.access = access;
        this.accounts = accounts;
    }

    /** @param reason why the GPUs are needed, for those who wait */
    public record KeepBody(String reason) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Keep GPUs that are idle for one more window, once")
    public void keep(@RestPath String id, KeepBody body) {
        Account me = accounts.me();
        UUID lease = Paging.id("lease", id);
        access.requireLeads(me, leases.get(lease).team(), new Access.Deed("keep idle GPUs", "lease", id));
        spells.keep(lease, me.username(), body == null ? null : body.reason());
    }
}
