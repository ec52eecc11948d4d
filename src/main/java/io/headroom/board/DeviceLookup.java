package io.headroom.board;

import io.headroom.device.Device;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Paging;
import io.headroom.platform.Refused;
import java.util.List;
import java.util.UUID;

/** Finds a device by its id in an address. */
final class DeviceLookup {
    private DeviceLookup() {}

    /** @throws Refused 404 unless it is among these */
    static Device find(String id, List<Device> devices) {
        UUID wanted = Paging.id("device", id);
        return devices.stream()
                .filter(it -> it.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new Refused(new CommonRefusal.NotFound("device", id)));
    }
}
