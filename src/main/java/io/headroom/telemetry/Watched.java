package io.headroom.telemetry;

import io.headroom.device.Device;

/**
 * One device of the inventory, and what is known of its use now.
 *
 * @param verdict on a held one, else null
 * @param reading what was read of it lately, or null if nothing was
 */
record Watched(Device device, UseVerdict verdict, DeviceReading reading) {
    boolean isHeld() {
        return device.holder() != null;
    }

    /** Whether it is reported on another node than that of the inventory. */
    boolean isElsewhere() {
        return reading != null && reading.isElsewhere(device);
    }
}
