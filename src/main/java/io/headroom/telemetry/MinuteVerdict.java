package io.headroom.telemetry;

import io.headroom.device.Device;

/** What a device's minute is written down as; each minute of a device is one of these. */
enum MinuteVerdict {
    BUSY,
    IDLE_HELD,
    UNKNOWN,
    /** Held by nobody; a lease could have got it. */
    FREE,
    /** Held by nobody and no capacity: unhealthy or drained. */
    OUT;

    /** @param use what is said of a device that is held; null if nobody holds it */
    static MinuteVerdict of(Device device, UseVerdict use) {
        return switch (use) {
            case BUSY -> BUSY;
            case IDLE_HELD -> IDLE_HELD;
            case UNKNOWN -> UNKNOWN;
            case null -> device.usable() ? FREE : OUT;
        };
    }
}
