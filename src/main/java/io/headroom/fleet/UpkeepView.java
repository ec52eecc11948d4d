package io.headroom.fleet;

import io.headroom.device.Device;
import io.headroom.device.DrainTarget;

/**
 * What an admin can do to a device beside draining it; where the forms go, or null where that makes no sense.
 *
 * @param sick why it is no capacity by itself, or null if it is healthy
 */
public record UpkeepView(String sick, String recovery, String removal) {
    static final UpkeepView NONE = new UpkeepView(null, null, null);

    static UpkeepView of(Device device, boolean canRemove) {
        String at = DrainPages.path(new DrainTarget.OfDevice(device.id()));
        return new UpkeepView(
                device.healthReason(),
                Upkeeping.canRecover(device) ? at + "/recovery" : null,
                canRemove ? at + "/removal" : null);
    }
}
