package io.headroom.fleet;

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

/**
 * The same of single devices. A class of its own: JAX-RS picks the class with the longest matching path first, so under
 * {@code /api/v1} these paths would be looked for among the devices' and not be found.
 */
@Path("/api/v1/devices/{id}")
@Tag(name = "devices")
@Produces(MediaType.APPLICATION_JSON)
public class DeviceDrainApi {
    private final DrainAnswers answers;

    DeviceDrainApi(DrainAnswers answers) {
        this.answers = answers;
    }

    @POST
    @Path("drain")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Takes one device out of use: its lease moves, or is asked back with notice" + DrainApi.DRY)
    public Object drain(@RestPath String id, @RestQuery @DefaultValue("false") String dryRun, DrainApi.DrainBody body) {
        return answers.drain(DrainAnswers.device(id), dryRun, body);
    }

    @POST
    @Path("undrain")
    @Operation(summary = "Takes one device back into use" + DrainApi.DRY)
    public Object undrain(@RestPath String id, @RestQuery @DefaultValue("false") String dryRun) {
        return answers.undrain(DrainAnswers.device(id), dryRun);
    }
}
