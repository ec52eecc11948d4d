package io.headroom.admin;

import io.headroom.team.Edits;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Whose rules decide, over REST. Everybody who is signed in may see it; admins change it. */
@Path("/api/v1/policy")
@Tag(name = "quotas")
@Produces(MediaType.APPLICATION_JSON)
public class PolicyApi {
    private final Edits edits;
    private final Answers answers;

    PolicyApi(Edits edits, Answers answers) {
        this.edits = edits;
        this.answers = answers;
    }

    @GET
    @Operation(summary = "Whose rules decide")
    public Response get() {
        return Answers.policy(edits.policy());
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Whose rules decide; with dryRun=true what it would do, and nothing is saved")
    public Response put(
            @HeaderParam("If-Match") String ifMatch, @RestQuery @DefaultValue("false") String dryRun, PolicyBody body) {
        answers.begin(body);
        return answers.edit(body.settings(), new Answers.Sent(ifMatch, dryRun));
    }
}
