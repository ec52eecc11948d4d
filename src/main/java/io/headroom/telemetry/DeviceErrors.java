package io.headroom.telemetry;

/**
 * What a device reports of its own failures. Every unknown is null, never zero.
 *
 * @param xid the last XID error, 0 for none; not a count
 * @param uncorrectable ECC errors that could not be corrected, since the driver was loaded: a reset sets it to 0
 * @param correctable ECC errors that were corrected, since the driver was loaded
 * @param remappedRows memory rows replaced after uncorrectable errors, over the life of the device
 * @param remapFailed whether a row could not be replaced because no spare is left
 * @param pendingRepairs memory pages or rows that the next reset takes out of use; some exporters only say 0 or 1
 */
public record DeviceErrors(
        Integer xid,
        Long uncorrectable,
        Long correctable,
        Long remappedRows,
        Boolean remapFailed,
        Long pendingRepairs) {
    /** Of a device whose exporter tells none of it. */
    public static final DeviceErrors UNKNOWN = new DeviceErrors(null, null, null, null, null, null);
}
