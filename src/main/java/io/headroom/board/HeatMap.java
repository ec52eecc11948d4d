package io.headroom.board;

import io.headroom.device.Device;
import io.headroom.telemetry.Span;
import io.headroom.telemetry.UsageCell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** GPUs by time, rows grouped by node. */
record HeatMap(List<UseAxis.Tick> ticks, List<NodeRows> nodes) {
    /**
     * One node's rows.
     *
     * @param height in pixels
     */
    record NodeRows(String name, String flavor, int height, String description, List<HeatRow> rows) {}

    /** @param devices in the order they are shown */
    static HeatMap of(Span span, List<Device> devices, List<UsageCell> cells, Instant now) {
        Map<UUID, List<UsageCell>> byDevice = cells.stream().collect(Collectors.groupingBy(UsageCell::device));
        Map<String, List<Device>> byNode = new LinkedHashMap<>();
        devices.forEach(
                it -> byNode.computeIfAbsent(it.node(), _ -> new ArrayList<>()).add(it));
        return new HeatMap(
                new UseAxis(span, span.cells(now)).ticks(),
                byNode.values().stream()
                        .map(node -> node(node, byDevice, span.cellCount()))
                        .toList());
    }

    private static NodeRows node(List<Device> devices, Map<UUID, List<UsageCell>> cells, int count) {
        List<HeatRow> rows = new ArrayList<>();
        for (Device device : devices)
            rows.add(HeatRow.of(FleetRow.name(device), rows.size(), cells.getOrDefault(device.id(), List.of()), count));
        Device first = devices.getFirst();
        String gpus = rows.size() == 1 ? "1 GPU" : rows.size() + " GPUs";
        String description = "Use of " + gpus + " of " + first.node() + " over time";
        return new NodeRows(first.node(), NodeView.flavors(devices), rows.size() * HeatRow.PITCH, description, rows);
    }
}
