package io.headroom.fleet;

import io.headroom.device.Devices;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** The inventory over REST. Everybody who is signed in may see it. */
@Path("/api/v1/devices")
@Tag(name = "devices")
@Produces(MediaType.APPLICATION_JSON)
public class DeviceApi {
    private final Devices devices;
    private final DeviceAnswers answers;

    DeviceApi(Devices devices, DeviceAnswers answers) {
        this.devices = devices;
        this.answers = answers;
    }

    @GET
    @Operation(
            summary =
                    "Every GPU: where it is, whether it is healthy, which team holds it, whose work is on it by which rule")
    public List<DeviceJson> list(@RestQuery String node, @RestQuery String flavor) {
        return answers.of(devices.all().stream()
                .filter(device -> node == null || device.node().equals(node))
                .filter(device -> flavor == null || device.flavor().equals(flavor))
                .toList());
    }
}
