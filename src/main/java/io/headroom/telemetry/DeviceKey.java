package io.headroom.telemetry;

/**
 * Which device a series is about. A MIG slice shares its parent's UUID, so both parts are needed.
 *
 * @param uuid the physical device, as the exporter spells it
 * @param instance the MIG instance's id, or empty for the whole device
 */
public record DeviceKey(String uuid, String instance) {
    /** A whole device. */
    public static DeviceKey whole(String uuid) {
        return new DeviceKey(uuid, "");
    }
}
