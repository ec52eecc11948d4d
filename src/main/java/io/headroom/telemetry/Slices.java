package io.headroom.telemetry;

import io.headroom.device.Device;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which physical devices are cut into slices. Then the slices are capacity, and the whole is none, though some exporters
 * report it beside them.
 *
 * @param reported UUIDs of which slices were reported
 * @param known UUIDs of which the inventory has slices that were not given up
 */
record Slices(Set<String> reported, Set<String> known) {
    static Slices of(Collection<DeviceReading> reported, Collection<Device> inventory) {
        return new Slices(
                uuids(reported.stream().map(DeviceReading::key)),
                uuids(inventory.stream().filter(Device::healthy).map(Utilization::key)));
    }

    /** Of which there are slices among these. */
    static Set<String> uuids(Stream<DeviceKey> devices) {
        return devices.filter(it -> !it.instance().isEmpty())
                .map(DeviceKey::uuid)
                .collect(Collectors.toSet());
    }

    /** Whether it is a whole that was cut. */
    boolean isCut(DeviceReading device) {
        return device.isWhole() && (reported.contains(device.uuid()) || known.contains(device.uuid()));
    }

    /** The same of a device of the inventory, which some exporters do not report once it is cut. */
    boolean isCut(Device device, List<DeviceReading> told) {
        return told.isEmpty()
                ? device.instance().isEmpty() && reported.contains(device.uuid())
                : told.stream().allMatch(this::isCut);
    }
}
