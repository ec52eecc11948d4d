package io.headroom.board;

import io.headroom.device.Device;
import io.headroom.telemetry.DeviceUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A lease's GPUs on one node.
 *
 * @param visible what to put into {@code CUDA_VISIBLE_DEVICES} there
 */
record NodeGpus(String name, String visible, List<Gpu> gpus) {
    /** One of its GPUs with its use. */
    record Gpu(String id, int index, String uuid, String css, String state, String width, String memory) {}

    static List<NodeGpus> of(List<Device> devices, Picture picture) {
        Map<String, List<Device>> byNode = new LinkedHashMap<>();
        devices.forEach(device ->
                byNode.computeIfAbsent(device.node(), _ -> new ArrayList<>()).add(device));
        List<NodeGpus> nodes = new ArrayList<>();
        byNode.forEach((node, its) -> nodes.add(new NodeGpus(
                node,
                String.join(
                        ",",
                        its.stream()
                                .map(device -> Integer.toString(device.index()))
                                .toList()),
                its.stream().map(device -> gpu(device, picture.use(device))).toList())));
        return nodes;
    }

    private static Gpu gpu(Device device, DeviceUse use) {
        String css = device.healthy()
                ? switch (use.verdict()) {
                    case BUSY -> "busy";
                    case IDLE_HELD -> "idle";
                    case UNKNOWN -> "unknown";
                }
                : "sick";
        String percent = use.busy() == null ? null : Math.round(use.busy() * 100) + " %";
        String state =
                switch (css) {
                    case "sick" -> device.healthReason();
                    case "idle" -> "idle" + (percent == null ? "" : " " + percent);
                    case "unknown" -> percent == null ? "no data" : "now " + percent;
                    default -> "busy" + (percent == null ? "" : ", now " + percent);
                };
        String width = percent == null || css.equals("sick") ? null : percent.replace(" ", "");
        return new Gpu(device.id().toString(), device.index(), device.uuid(), css, state, width, memory(use));
    }

    private static String memory(DeviceUse use) {
        if (use.memoryUsedBytes() == null || use.memoryTotalBytes() == null) return null;
        return gib(use.memoryUsedBytes()) + " of " + gib(use.memoryTotalBytes()) + " GiB";
    }

    private static long gib(long bytes) {
        return Math.round(bytes / (double) (1L << 30));
    }
}
