package io.headroom.telemetry;

import java.time.Instant;
import java.util.List;

/** Readings in few words. */
final class Readings {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final DeviceKey GPU = DeviceKey.whole("GPU-aa");

    private Readings() {}

    static DeviceReading busy(Double busy) {
        return reading(busy, "SM", null, null);
    }

    static DeviceErrors xid(int xid) {
        return new DeviceErrors(xid, null, null, null, null, null);
    }

    static DeviceReading reading(Double busy, String signal, Long memoryUsed, Double power) {
        return new DeviceReading(
                "n1",
                GPU.uuid(),
                "",
                0,
                "X",
                busy,
                busy == null ? null : signal,
                memoryUsed,
                null,
                power,
                null,
                null,
                List.of());
    }
}
