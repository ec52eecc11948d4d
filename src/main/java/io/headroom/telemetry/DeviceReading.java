package io.headroom.telemetry;

import io.headroom.device.Device;
import java.util.List;

/**
 * What one scrape says about one device. Every unknown is null, never zero.
 *
 * <p>MIG slices repeat their parent's power and temperature: to total them use {@link Reading#powerWatts}, never a sum
 * over readings.
 *
 * @param node host name, null if the exporter does not tell
 * @param uuid physical device
 * @param instance MIG instance id, empty for the whole device
 * @param profile what kind of slice it is, for example {@code 3g.20gb}; null for a whole device, or if not told
 * @param index position in the node
 * @param model marketing name
 * @param busy ratio of time in use, 0 to 1
 * @param signal metric that {@code busy} came from; ratios of different signals are not comparable
 * @param memoryUsedBytes device memory in use
 * @param memoryTotalBytes device memory altogether; where no metric tells it, used + free + reserved (reserved counts
 *     as none when not exported, about 1 % low)
 * @param powerWatts draw of the physical device
 * @param temperatureCelsius chip temperature
 * @param errors what it reports of its own failures; null is the same as nothing
 * @param holders workloads the exporter sees on the device, each once
 */
public record DeviceReading(
        String node,
        String uuid,
        String instance,
        String profile,
        Integer index,
        String model,
        Double busy,
        String signal,
        Long memoryUsedBytes,
        Long memoryTotalBytes,
        Double powerWatts,
        Double temperatureCelsius,
        DeviceErrors errors,
        List<Holder> holders) {
    public DeviceReading {
        errors = errors == null ? DeviceErrors.UNKNOWN : errors;
        holders = List.copyOf(holders);
    }

    /** All that minutes in the database tell of a device. */
    static DeviceReading remembered(DeviceKey device, double busy) {
        return new DeviceReading(
                null,
                device.uuid(),
                device.instance(),
                null,
                null,
                null,
                busy,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    /** The same on the node it is known to be on. */
    DeviceReading on(String where) {
        return new DeviceReading(
                where,
                uuid,
                instance,
                profile,
                index,
                model,
                busy,
                signal,
                memoryUsedBytes,
                memoryTotalBytes,
                powerWatts,
                temperatureCelsius,
                errors,
                holders);
    }

    /** Whether it tells of this device on another node than that of the inventory. */
    boolean isElsewhere(Device device) {
        return node != null && !node.equals(device.node());
    }

    /** Whether it is no slice. */
    boolean isWhole() {
        return instance.isEmpty() && profile == null;
    }

    /** What the device is known by across scrapes. */
    public DeviceKey key() {
        return new DeviceKey(uuid, instance);
    }
}
