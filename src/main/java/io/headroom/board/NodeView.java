package io.headroom.board;

import io.headroom.device.Device;
import io.headroom.telemetry.DeviceUse;
import io.headroom.telemetry.UseVerdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One node's GPUs as a row of cells. @param flavor what they are; a node may have several */
record NodeView(String name, String flavor, List<Cell> cells) {
    private static final int STEPS = 6;

    /** @param css the heat: h0..h5 by use, h-none where unknown, h-sick */
    record Cell(String css, String title) {}

    /** The nodes of some devices, with these alone. */
    static List<NodeView> of(List<Device> some, Picture picture) {
        Map<String, List<Device>> byNode = new LinkedHashMap<>();
        for (Device device : some)
            byNode.computeIfAbsent(device.node(), _ -> new ArrayList<>()).add(device);
        List<NodeView> nodes = new ArrayList<>();
        byNode.forEach((node, devices) -> nodes.add(new NodeView(
                node,
                flavors(devices),
                devices.stream()
                        .map(device -> cell(device, picture.use(device)))
                        .toList())));
        return nodes;
    }

    /** {@code a100-40gb}, or {@code a100-40gb, h100-80gb} of a mixed node. */
    static String flavors(List<Device> devices) {
        return devices.stream().map(Device::flavor).distinct().sorted().collect(Collectors.joining(", "));
    }

    private static Cell cell(Device device, DeviceUse use) {
        String place = device.node() + " gpu " + device.index() + ": ";
        if (!device.healthy()) return new Cell("h-sick", place + "unhealthy, " + device.healthReason());
        if (device.drain() != null && device.holder() == null)
            return new Cell("h-drained", place + device.drain().sentence());
        if (device.holder() == null) return new Cell("h-free", place + "free");
        String holder = device.holder().team();
        if (use.busy() == null) return new Cell("h-none", place + holder + ", use unknown");
        if (use.verdict() == UseVerdict.IDLE_HELD) return new Cell("h-idle", place + holder + ", idle-held");
        int step = Math.min(STEPS - 1, (int) (use.busy() * STEPS));
        return new Cell("h" + step, place + holder + ", " + Math.round(use.busy() * 100) + " % busy");
    }
}
