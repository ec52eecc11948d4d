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

/** Resizes over REST. A class of its own for the reason {@link ExtensionApi} gives. */
@Path("/api/v1/leases/{id}/resizes")
@Tag(name = "requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ResizeApi {
    private final Resizes resizes;
    private final RequestAnswers answers;
    private final Leases leases;
    private final Access access;
    private final Accounts accounts;

    ResizeApi(Resizes resizes, RequestAnswers answers, Leases leases, Access access, Accounts accounts) {
        this.resizes = resizes;
        this.answers = answers;
        this.leases = leases;
        this.access = access;
        this.accounts = accounts;
    }

    /**
     * Another size.
     *
     * @param gpus how many GPUs the lease is to ask for in all
     * @param purpose what they are for; if absent, what the lease is for
     */
    public record ResizeBody(Integer gpus, String purpose) {}

    @POST
    @Operation(
            summary = "Ask for another number of GPUs",
            description = "201 with the request. Fewer go back at once; more are judged like a new request for what is"
                    + " added, and join the lease when they are there. With dryRun=true nothing is asked: 200 with what"
                    + " would happen.")
    @RequestBody(
            content =
                    @Content(
                            examples = {
                                @ExampleObject(
                                        name = "six in all",
                                        value = "{\"gpus\": 6, \"purpose\": \"The next epoch needs larger batches.\"}"),
                                @ExampleObject(name = "down to one", value = "{\"gpus\": 1}")
                            }))
    public Response resize(
            @RestPath String id,
            @HeaderParam("If-Match") String ifMatch,
            @Parameter(description = "true to be told what would happen") @RestQuery String dryRun,
            @Context UriInfo uri,
            ResizeBody body) {
        Account me = accounts.me();
        Lease lease = leases.get(Paging.id("lease", id));
        access.requireLeads(me, lease.team(), new Access.Deed("resize it", "lease", id));
        String gpus = body == null || body.gpus() == null ? null : body.gpus().toString();
        var wanted = new Resizes.Wanted(lease.id(), gpus, body == null ? null : body.purpose(), ifMatch);
        if (DryRun.asked(uri, dryRun))
            return Response.ok(ChangeJson.of(resizes.foresee(wanted, me))).build();
        return answers.created(resizes.ask(wanted, me), me);
    }
}
