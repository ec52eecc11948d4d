package io.headroom.telemetry;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Readings in few words. */
final class Readings {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final DeviceKey GPU = DeviceKey.whole("GPU-aa");

    private Readings() {}

    static DeviceReading busy(Double busy) {
        return reading(busy, "SM", null, null);
    }

    static DeviceErrors xid(int xid) {
        return new DeviceErrors(Map.of(xid, 1L), null, null, null, null, null);
    }

    /** A device, or a slice of one, of which only tells what it is. */
    static DeviceReading part(String node, String uuid, String instance, String profile, String model) {
        return new DeviceReading(
                node, uuid, instance, profile, 0, model, null, null, null, null, null, null, null, List.of());
    }

    static DeviceReading reading(Double busy, String signal, Long memoryUsed, Double power) {
        return new DeviceReading(
                "n1",
                GPU.uuid(),
                "",
                null,
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
