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

    /**
     * A GPU.
     *
     * @param state a drained one that is still held counts as held
     * @param drain who took it, or its node, out of use; absent if nobody did
     * @param team who holds it, or absent if nobody does
     */
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
            State state,
            Drain drain,
            String team) {
        public static DeviceJson of(Device device) {
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
                    State.of(device),
                    device.drain(),
                    device.holder() == null ? null : device.holder().team());
        }
    }

    /** What each GPU is counted as, once. */
    public enum State {
        HELD,
        FREE,
        UNHEALTHY,
        DRAINED;

        static State of(Device device) {
            if (device.holder() != null) return HELD;
            if (!device.healthy()) return UNHEALTHY;
            return device.drain() == null ? FREE : DRAINED;
        }
    }

    @GET
    @Operation(summary = "Every GPU: where it is, whether it is healthy, which team holds it")
    public List<DeviceJson> list(@RestQuery String node, @RestQuery String flavor) {
        return devices.all().stream()
                .filter(device -> node == null || device.node().equals(node))
                .filter(device -> flavor == null || device.flavor().equals(flavor))
                .map(DeviceJson::of)
                .toList();
    }
}
