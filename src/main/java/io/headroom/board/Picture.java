package io.headroom.board;

import io.headroom.allocator.TeamShare;
import io.headroom.device.Device;
import io.headroom.idle.IdleNotice;
import io.headroom.lease.Lease;
import io.headroom.lease.OpenLoan;
import io.headroom.lease.OpenNotice;
import io.headroom.telemetry.DeviceUse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Everything the pages show, of one moment: whatever is counted from it adds up.
 *
 * @param flavors all of them, by name
 * @param uses what is known of each device's use
 * @param idle what is told of idle GPUs, by lease
 */
record Picture(
        Instant now,
        List<String> flavors,
        Map<String, String> cohortOf,
        List<TeamShare> shares,
        List<Device> devices,
        Map<UUID, DeviceUse> uses,
        List<Lease> leases,
        List<OpenNotice> notices,
        List<OpenLoan> loans,
        Map<UUID, IdleNotice> idle) {
    DeviceUse use(Device device) {
        return uses.get(device.id());
    }

    /** The same picture of one flavor only; null is all of them. */
    Picture of(String flavor) {
        if (flavor == null) return this;
        return new Picture(
                now,
                flavors,
                cohortOf,
                shares.stream().filter(it -> it.flavor().equals(flavor)).toList(),
                devices.stream().filter(it -> it.flavor().equals(flavor)).toList(),
                uses,
                leases.stream().filter(it -> it.flavor().equals(flavor)).toList(),
                notices.stream().filter(it -> it.flavor().equals(flavor)).toList(),
                loans.stream().filter(it -> it.flavor().equals(flavor)).toList(),
                idle);
    }
}
