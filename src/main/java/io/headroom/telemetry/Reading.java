package io.headroom.telemetry;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a text says, wherever it came from.
 *
 * @param mapping name of the mapping that read it, null if none knows its metrics
 * @param devices the devices in order of first mention
 * @param lines sample lines, dropped ones included
 * @param dropped samples not believed: malformed, non-numeric, blank or absurd, or of a device with such a name
 */
public record Reading(String mapping, List<DeviceReading> devices, long lines, long dropped) {
    public Reading {
        devices = List.copyOf(devices);
    }

    /** Why this is no success, in a sentence, or null. A page of HTML is an error, not an empty fleet. */
    public String problem() {
        if (mapping == null) {
            return "no metric of a known exporter among %d lines, %d of them unreadable".formatted(lines, dropped);
        }
        return devices.isEmpty() ? mapping + " names no device" : null;
    }

    /** Watts of all devices, each physical one once: slices repeat their parent's draw. */
    public double powerWatts() {
        return devices.stream()
                .filter(device -> Objects.nonNull(device.powerWatts()))
                .collect(Collectors.toMap(DeviceReading::uuid, DeviceReading::powerWatts, Math::max))
                .values()
                .stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
