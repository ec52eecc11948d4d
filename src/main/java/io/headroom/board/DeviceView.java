package io.headroom.board;

import io.headroom.device.Device;
import io.headroom.platform.When;
import java.util.Set;

/**
 * One GPU: what it is, how it is, who has it.
 *
 * @param row what the fleet's table says of it
 * @param nodeHref its node in the fleet
 * @param drainHref where an admin drains it
 * @param since when its health was seen to change last
 * @param held since when it has been held, or null if it is not
 */
record DeviceView(
        FleetRow row,
        String title,
        String node,
        String nodeHref,
        String drainHref,
        String flavor,
        String model,
        String uuid,
        String health,
        When since,
        When held) {
    /** @param visible the teams that the viewer sees */
    static DeviceView of(Device device, Picture picture, Set<String> visible) {
        FleetRow row = FleetRow.of(device, picture.use(device), visible, picture.now());
        return new DeviceView(
                row,
                row.name() + " of " + device.node(),
                device.node(),
                new FleetQuery(device.node(), "", null, 1).href(),
                "/fleet/devices/" + device.id(),
                device.flavor(),
                device.model(),
                device.uuid(),
                device.healthy() ? "healthy" : device.healthReason(),
                When.of(device.healthSince(), picture.now()),
                device.holder() == null ? null : When.of(device.holder().since(), picture.now()));
    }
}
