package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.lease.Lease;
import io.headroom.lease.Leases;
import io.headroom.platform.Paging;
import io.headroom.team.Access;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Extensions over REST. A class of its own: JAX-RS picks the class with the longest matching path first, so under
 * {@code /api/v1} this path would be looked for among the leases' and not be found.
 */
@Path("/api/v1/leases/{id}/extensions")
@Tag(name = "requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ExtensionApi {
    private final Extensions extensions;
    private final RequestAnswers answers;
    private final Leases leases;
    private final Access access;
    private final Accounts accounts;

    ExtensionApi(Extensions extensions, RequestAnswers answers, Leases leases, Access access, Accounts accounts) {
        this.extensions = extensions;
        this.answers = answers;
        this.leases = leases;
        this.access = access;
        this.accounts = accounts;
    }

    /** @param duration how much longer, ISO 8601 */
    public record ExtensionBody(String duration, String purpose) {}

    @POST
    @Operation(
            summary = "Ask for a later end. Asking never stops the clock",
            description = "201 with the request. With dryRun=true nothing is asked: 200 with what would happen.")
    @RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            value = "{\"duration\": \"P2D\", \"purpose\": \"Two more epochs.\"}")))
    public Response extend(
            @RestPath String id,
            @HeaderParam("If-Match") String ifMatch,
            @Parameter(description = "true to be told what would happen") @RestQuery String dryRun,
            @Context UriInfo uri,
            ExtensionBody body) {
        Account me = accounts.me();
        Lease lease = leases.get(Paging.id("lease", id));
        access.requireLeads(me, lease.team(), new Access.Deed("extend it", "lease", id));
        ExtensionBody given = body == null ? new ExtensionBody(null, null) : body;
        var wanted = new Extensions.Wanted(lease.id(), given.duration(), given.purpose(), ifMatch);
        if (DryRun.asked(uri, dryRun))
            return Response.ok(ChangeJson.of(extensions.foresee(wanted, me))).build();
        return answers.created(extensions.ask(wanted, me), me);
    }
}
