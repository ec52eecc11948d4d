package io.headroom.board;

import io.headroom.device.Device;
import io.headroom.platform.When;
import io.headroom.telemetry.Attribution;
import io.headroom.telemetry.DeviceErrors;
import io.headroom.telemetry.DeviceUse;
import io.headroom.telemetry.UseVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One GPU in the fleet's table; what is not known is null.
 *
 * @param lease where its lease is, or null if nobody holds it or the viewer may not see that
 * @param why why it is no capacity, or null if it is
 * @param errors what it says of its own failures
 * @param users whose work is on it, and what tells so
 * @param late whether it is no longer measured
 * @param href its page
 */
record FleetRow(
        String name,
        String state,
        String css,
        String why,
        String use,
        String signal,
        String memory,
        String power,
        String temperature,
        String errors,
        String team,
        String lease,
        List<User> users,
        When measured,
        boolean late,
        String href) {
    /** A team whose work is on it. @param by what tells so, shortly @param reason the same in full, or null to strangers */
    record User(String team, String by, String reason) {
        static User of(Attribution it) {
            String by =
                    switch (it.rule()) {
                        case NAMESPACE -> "by namespace";
                        case NAMESPACE_LABEL -> "by the namespace's label";
                        case QUEUE -> "by queue";
                        case ACCOUNT -> "by account";
                        case ASSIGNMENT -> "by lease";
                    };
            return new User(it.team(), by, it.reason());
        }
    }

    private static final double GIB = 1L << 30;

    /** @param visible the teams that the viewer sees */
    static FleetRow of(Device device, DeviceUse use, Set<String> visible, Instant now) {
        String team = device.holder() == null ? null : device.holder().team();
        return new FleetRow(
                name(device),
                state(device, use),
                css(device, use),
                device.outOfUse(),
                use.busy() == null ? null : Math.round(use.busy() * 100) + " %",
                use.busy() == null ? null : use.signal(),
                memory(use),
                use.powerWatts() == null ? null : Math.round(use.powerWatts()) + " W",
                use.temperatureCelsius() == null ? null : Math.round(use.temperatureCelsius()) + " °C",
                errors(use.errors()),
                team,
                team != null && visible.contains(team)
                        ? "/leases/" + device.holder().lease()
                        : null,
                use.users().stream().map(it -> User.of(it.to(visible))).toList(),
                When.of(use.measuredAt(), now),
                use.stale(),
                "/devices/" + device.id());
    }

    /** {@code gpu 3}, or {@code gpu 3 slice 1}. */
    static String name(Device device) {
        return "gpu " + device.index() + (device.instance().isEmpty() ? "" : " slice " + device.instance());
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

    private static String errors(DeviceErrors it) {
        if (it.equals(DeviceErrors.UNKNOWN)) return null;
        List<String> errors = new ArrayList<>();
        it.xids().keySet().stream().filter(xid -> xid > 0).sorted().forEach(xid -> errors.add("XID " + xid));
        if (Boolean.TRUE.equals(it.remapFailed())) errors.add("row remapping failed");
        addCount(errors, it.uncorrectable(), "uncorrectable ECC");
        addCount(errors, it.correctable(), "corrected ECC");
        addCount(errors, it.remappedRows(), "rows replaced");
        if (it.pendingRepairs() != null && it.pendingRepairs() > 0) errors.add("repair due at reset");
        return errors.isEmpty() ? "none" : String.join(", ", errors);
    }

    private static void addCount(List<String> errors, Long count, String of) {
        if (count != null && count > 0) errors.add(count + " " + of);
    }

    private static String memory(DeviceUse use) {
        if (use.memoryUsedBytes() == null) return null;
        String used = Long.toString(Math.round(use.memoryUsedBytes() / GIB));
        return used + (use.memoryTotalBytes() == null ? "" : " of " + Math.round(use.memoryTotalBytes() / GIB))
                + " GiB";
    }
}
