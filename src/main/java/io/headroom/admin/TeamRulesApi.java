package io.headroom.admin;

import io.headroom.team.Owner;
import io.headroom.team.RuleSettings;
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

/** How a team takes and how its leases are protected, over REST. Admins only. */
@Path("/api/v1/teams/{team}/rules")
@Tag(name = "quotas")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TeamRulesApi {
    private final Answers answers;

    TeamRulesApi(Answers answers) {
        this.answers = answers;
    }

    @PUT
    @Operation(
            summary =
                    "How a team takes and how its leases are protected; with dryRun=true what it would do, and nothing is saved")
    public Response put(
            @RestPath String team,
            @HeaderParam("If-Match") String ifMatch,
            @RestQuery @DefaultValue("false") String dryRun,
            RulesBody body) {
        answers.begin(body);
        RuleSettings rules = body.rules();
        return answers.edit(
                Owner.team(team),
                settings -> settings.ruledBy(rules),
                new Answers.Sent(ifMatch, dryRun),
                saved -> RulesBody.of(saved.rules()));
    }
}
