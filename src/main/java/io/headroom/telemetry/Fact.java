package io.headroom.telemetry;

/**
 * What a metric can tell us about a device, with the largest value that is still believed.
 *
 * <p>Nothing here may be negative. Beyond the limit it is a driver's blank or a unit mistake (3.69 TW was seen), so the
 * sample is dropped and counted instead of averaged in.
 */
public enum Fact {
    /** Ratio of time in use, 0 to 1. A counter may run a hair over its interval; that is cut to 1. */
    BUSY(1.001),
    /** Bytes of device memory in use. */
    MEMORY_USED(Limits.MEMORY_BYTES),
    /** Bytes of device memory altogether. */
    MEMORY_TOTAL(Limits.MEMORY_BYTES),
    /** Bytes of device memory nobody has. */
    MEMORY_FREE(Limits.MEMORY_BYTES),
    /** Bytes of device memory the driver keeps. */
    MEMORY_RESERVED(Limits.MEMORY_BYTES),
    /** Watts drawn by the physical device. */
    POWER(10_000),
    /** Degrees Celsius of the chip. */
    TEMPERATURE(150),
    /** Number of an XID error, 0 for none. Not a count: of several each is kept. */
    XID(9_999),
    /** ECC errors that could not be corrected, since the driver was loaded. */
    ECC_UNCORRECTABLE(Limits.COUNT),
    /** ECC errors that were corrected, since the driver was loaded. */
    ECC_CORRECTABLE(Limits.COUNT),
    /** Memory rows replaced after uncorrectable errors, over the life of the device. */
    REMAPPED_ROWS(Limits.COUNT),
    /** 1 if a row could not be replaced, else 0. */
    REMAP_FAILURE(1),
    /** Memory pages or rows that the next reset takes out of use. */
    PENDING_REPAIRS(Limits.COUNT);

    private final double limit;

    Fact(double limit) {
        this.limit = limit;
    }

    /** Whether a device of this decade could have reported this, in the fact's own unit. */
    boolean believes(double value) {
        return value >= 0 && value <= limit; // false for NaN
    }

    private static final class Limits {
        private static final double MEMORY_BYTES = 16.0 * (1L << 40);
        private static final double COUNT = 1e12;
    }
}
