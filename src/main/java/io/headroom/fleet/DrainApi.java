package io.headroom.fleet;

import io.headroom.device.DrainTarget;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Nodes are drained and undrained over REST, by admins. */
@Path("/api/v1")
@Tag(name = "devices")
@Produces(MediaType.APPLICATION_JSON)
public class DrainApi {
    static final String DRY = "; with dryRun=true what that would do, and nothing is changed";

    private final DrainAnswers answers;

    DrainApi(DrainAnswers answers) {
        this.answers = answers;
    }

    /** @param reason why, for those whose leases have to move */
    public record DrainBody(String reason) {}

    @POST
    @Path("nodes/{node}/drain")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Takes a node out of use: leases move, or are asked back with notice" + DRY)
    public Object drainNode(@RestPath String node, @RestQuery @DefaultValue("false") String dryRun, DrainBody body) {
        return answers.drain(new DrainTarget.OfNode(node), dryRun, body);
    }

    @POST
    @Path("nodes/{node}/undrain")
    @Operation(summary = "Takes a node back into use" + DRY)
    public Object undrainNode(@RestPath String node, @RestQuery @DefaultValue("false") String dryRun) {
        return answers.undrain(new DrainTarget.OfNode(node), dryRun);
    }
}
