package io.headroom.admin;

import io.headroom.allocator.Quota;
import io.headroom.team.Owner;
import io.headroom.team.QuotaApi.QuotaJson;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What a team owns of a flavor, over REST. Admins only. */
@Path("/api/v1/teams/{team}/quotas/{flavor}")
@Tag(name = "quotas")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TeamQuotaApi {
    private final Answers answers;
    private final Editing editing;

    TeamQuotaApi(Answers answers, Editing editing) {
        this.answers = answers;
        this.editing = editing;
    }

    @PUT
    @Operation(summary = "What a team owns of a flavor; with dryRun=true what it would do, and nothing is saved")
    public Response put(
            @RestPath String team,
            @RestPath String flavor,
            @HeaderParam("If-Match") String ifMatch,
            @RestQuery @DefaultValue("false") String dryRun,
            QuotaBody body) {
        answers.begin(body);
        editing.requireFlavor(flavor);
        Quota quota = body.quota();
        return answers.edit(
                Owner.team(team),
                settings -> settings.owning(flavor, quota),
                new Answers.Sent(ifMatch, dryRun),
                saved -> QuotaJson.of(flavor, saved.quotas().get(flavor)));
    }
}
