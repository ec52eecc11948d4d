package io.headroom.device;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** The inventory over REST. Everybody who is signed in may see it. */
@Path("/api/v1/devices")
@Tag(name = "devices")
@Produces(MediaType.APPLICATION_JSON)
public class DeviceApi {
    private final Devices devices;

    DeviceApi(Devices devices) {
        this.devices = devices;
    }

    /** @param team who holds it, or absent if it is free */
    public record DeviceJson(
            UUID id,
            String node,
            int index,
            String uuid,
            String instance,
            String model,
            String flavor,
            boolean healthy,
            String healthReason,
            String team) {}

    @GET
    @Operation(summary = "Every GPU: where it is, whether it is healthy, which team holds it")
    public List<DeviceJson> list(@RestQuery String node, @RestQuery String flavor) {
        return devices.all().stream()
                .filter(device -> node == null || device.node().equals(node))
                .filter(device -> flavor == null || device.flavor().equals(flavor))
                .map(DeviceApi::json)
                .toList();
    }

    private static DeviceJson json(Device device) {
        return new DeviceJson(
                device.id(),
                device.node(),
                device.index(),
                device.uuid(),
                device.instance(),
                device.model(),
                device.flavor(),
                device.healthy(),
                device.healthReason(),
                device.holder() == null ? null : device.holder().team());
    }
}
