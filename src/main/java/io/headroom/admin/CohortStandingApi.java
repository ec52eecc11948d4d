package io.headroom.admin;

import io.headroom.team.Owner;
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

/** A cohort's weight and rank among its siblings, over REST. Admins only. */
@Path("/api/v1/cohorts/{cohort}/standing")
@Tag(name = "quotas")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class CohortStandingApi {
    private final Answers answers;

    CohortStandingApi(Answers answers) {
        this.answers = answers;
    }

    @PUT
    @Operation(
            summary =
                    "A cohort's weight and rank among its siblings; with dryRun=true what it would do, and nothing is saved")
    public Response put(
            @RestPath String cohort,
            @HeaderParam("If-Match") String ifMatch,
            @RestQuery @DefaultValue("false") String dryRun,
            StandingBody body) {
        answers.begin(body);

        return answers.edit(Owner.cohort(cohort), body::over, new Answers.Sent(ifMatch, dryRun), StandingBody::of);
    }
}
