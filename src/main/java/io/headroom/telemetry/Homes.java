package io.headroom.telemetry;

import io.headroom.device.Device;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * On which node each known device is, by the UUID that slices share with their whole. So a target that anybody may have
 * made breaks no device elsewhere, and calls none idle.
 */
record Homes(Map<String, String> nodes) {
    static final Homes UNKNOWN = new Homes(Map.of());

    static Homes of(Collection<Device> inventory) {
        return new Homes(
                inventory.stream().collect(Collectors.toUnmodifiableMap(Device::uuid, Device::node, (one, _) -> one)));
    }

    /** What is believed of a look: of a confined target what it tells of its own node, and that new devices are there. */
    Scrape believed(Target target, Scrape look) {
        if (!target.confined() || target.node() == null) return look;
        Map<Boolean, List<DeviceReading>> there =
                look.devices().stream().collect(Collectors.partitioningBy(it -> isOn(target.node(), it)));
        List<DeviceReading> others = there.get(false);
        List<DeviceReading> its =
                there.get(true).stream().map(it -> it.on(target.node())).toList();
        return others.isEmpty() ? look.with(its) : look.only(its, refusal(others, target));
    }

    /** What is not known may be anywhere. */
    private boolean isOn(String node, DeviceReading device) {
        return node.equals(nodes.getOrDefault(device.uuid(), node));
    }

    private String refusal(List<DeviceReading> others, Target target) {
        String first = others.getFirst().uuid();
        return "runs on " + target.node() + " and is not believed about " + others.size()
                + (others.size() == 1 ? " GPU" : " GPUs") + " known to be elsewhere, such as " + first + " on "
                + nodes.get(first);
    }
}
