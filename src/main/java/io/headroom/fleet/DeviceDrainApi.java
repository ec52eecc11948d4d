package io.headroom.fleet;

import io.headroom.platform.Paging;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Single devices are drained and undrained, called healthy and removed, by admins. A class of its own: JAX-RS picks the class with the longest matching path first, so under
 * {@code /api/v1} these paths would be looked for among the devices' and not be found.
 */
@Path("/api/v1/devices/{id}")
@Tag(name = "devices")
@Produces(MediaType.APPLICATION_JSON)
public class DeviceDrainApi {
    private final DrainAnswers answers;
    private final DeviceAnswers devices;
    private final Upkeeping upkeeping;

    DeviceDrainApi(DrainAnswers answers, DeviceAnswers devices, Upkeeping upkeeping) {
        this.answers = answers;
        this.devices = devices;
        this.upkeeping = upkeeping;
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

    @POST
    @Path("recovery")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Calls a device healthy again; what its exporter tells of it now no longer counts")
    public DeviceJson recover(@RestPath String id, DrainApi.DrainBody body) {
        return devices.of(List.of(upkeeping.recover(Paging.id("device", id), reason(body))))
                .getFirst();
    }

    @POST
    @Path("removal")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "Removes a device that no lease holds and no exporter reports on its node; one that comes back joins again")
    public void remove(@RestPath String id, DrainApi.DrainBody body) {
        upkeeping.remove(Paging.id("device", id), reason(body));
    }

    private static String reason(DrainApi.DrainBody body) {
        return body == null ? null : body.reason();
    }
}
