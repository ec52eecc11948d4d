package io.headroom.telemetry;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * What a device reports of its own failures. Every unknown is null, never zero.
 *
 * @param xids each XID error that is told to how often it was met, 0 standing for none; empty if unknown. An exporter
 *     that tells the last one only tells it once
 * @param uncorrectable ECC errors that could not be corrected, since the driver was loaded: a reset sets it to 0
 * @param correctable ECC errors that were corrected, since the driver was loaded
 * @param remappedRows memory rows replaced after uncorrectable errors, over the life of the device
 * @param remapFailed whether a row could not be replaced because no spare is left
 * @param pendingRepairs memory pages or rows that the next reset takes out of use; some exporters only say 0 or 1
 */
public record DeviceErrors(
        Map<Integer, Long> xids,
        Long uncorrectable,
        Long correctable,
        Long remappedRows,
        Boolean remapFailed,
        Long pendingRepairs) {
    /** Of a device whose exporter tells none of it. */
    public static final DeviceErrors UNKNOWN = new DeviceErrors(null, null, null, null, null, null);

    public DeviceErrors {
        xids = xids == null ? Map.of() : Map.copyOf(xids);
    }

    /** The last XID error, or the largest where several are told; 0 for none, null if unknown. Not a count. */
    public Integer xid() {
        return xids.keySet().stream().max(Comparator.naturalOrder()).orElse(null);
    }

    /** What two exporters tell of one device: the worse of each. */
    DeviceErrors and(DeviceErrors other) {
        Map<Integer, Long> both = new HashMap<>(xids);
        other.xids.forEach((xid, times) -> both.merge(xid, times, Math::max));
        return new DeviceErrors(
                both,
                worse(uncorrectable, other.uncorrectable),
                worse(correctable, other.correctable),
                worse(remappedRows, other.remappedRows),
                worse(remapFailed, other.remapFailed),
                worse(pendingRepairs, other.pendingRepairs));
    }

    private static <T extends Comparable<T>> T worse(T one, T other) {
        if (one == null || other == null) return one == null ? other : one;
        return one.compareTo(other) < 0 ? other : one;
    }
}
