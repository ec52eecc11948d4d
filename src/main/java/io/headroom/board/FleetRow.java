package io.headroom.board;

import io.headroom.device.Device;
import io.headroom.platform.When;
import io.headroom.telemetry.DeviceUse;
import io.headroom.telemetry.UseVerdict;
import java.time.Instant;

/**
 * One GPU in the fleet's table; what is not known is null.
 *
 * @param lease where its lease is, or null if nobody holds it or the viewer may not see that
 * @param why why it is no capacity, or null if it is
 * @param late whether it is no longer measured
 * @param edit where an admin drains it
 */
record FleetRow(
        String name,
        String flavor,
        String state,
        String css,
        String why,
        String use,
        String signal,
        String memory,
        String power,
        String temperature,
        String xid,
        String team,
        String lease,
        When measured,
        boolean late,
        String edit) {
    private static final double GIB = 1L << 30;

    static FleetRow of(Device device, DeviceUse use, boolean seesLease, Instant now) {
        return new FleetRow(
                device.node() + " gpu " + device.index()
                        + (device.instance().isEmpty() ? "" : " slice " + device.instance()),
                device.flavor(),
                state(device, use),
                css(device, use),
                device.outOfUse(),
                use.busy() == null ? null : Math.round(use.busy() * 100) + " %",
                use.busy() == null ? null : use.signal(),
                memory(use),
                use.powerWatts() == null ? null : Math.round(use.powerWatts()) + " W",
                use.temperatureCelsius() == null ? null : Math.round(use.temperatureCelsius()) + " °C",
                use.xid() == null ? null : use.xid() == 0 ? "none" : "XID " + use.xid(),
                device.holder() == null ? null : device.holder().team(),
                !seesLease ? null : "/leases/" + device.holder().lease(),
                When.of(use.measuredAt(), now),
                use.stale(),
                "/fleet/devices/" + device.id());
    }

    private static String state(Device device, DeviceUse use) {
        if (!device.healthy()) return "unhealthy";
        if (device.drain() != null) return device.holder() == null ? "drained" : "draining";
        if (device.holder() == null) return "free";
        return switch (use.verdict()) {
            case BUSY -> "busy";
            case IDLE_HELD -> "idle-held";
            case UNKNOWN -> "unknown";
        };
    }

    private static String css(Device device, DeviceUse use) {
        if (!device.healthy()) return "bad";
        if (device.drain() != null || use.verdict() == UseVerdict.IDLE_HELD) return "warn";
        return use.verdict() == UseVerdict.BUSY ? "ok" : "";
    }

    private static String memory(DeviceUse use) {
        if (use.memoryUsedBytes() == null) return null;
        String used = Long.toString(Math.round(use.memoryUsedBytes() / GIB));
        return used + (use.memoryTotalBytes() == null ? "" : " of " + Math.round(use.memoryTotalBytes() / GIB))
                + " GiB";
    }
}
