package io.headroom.fleet;

import io.headroom.device.Device;
import io.headroom.device.Drain;
import io.headroom.telemetry.Attribution;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A GPU.
 *
 * @param state a drained one that is still held counts as held
 * @param drain who took it, or its node, out of use; absent if nobody did
 * @param team who holds it, or absent if nobody does
 * @param users whose work is on it and by which rule, with the reason if the caller sees that team; empty if nothing is known
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
        String team,

        @Schema(
                description = "Whose work is on it, and which rule told so",
                examples =
                        "[{\"team\": \"vision\", \"rule\": \"NAMESPACE_LABEL\", \"reason\": \"by the namespace's label team=vision\"}]")
        List<Attribution> users) {
    static DeviceJson of(Device device, List<Attribution> users) {
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
                device.holder() == null ? null : device.holder().team(),
                users);
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
}
