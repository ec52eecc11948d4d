package io.headroom.telemetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When a device is no capacity: its last XID is fatal, it met an ECC error that could not be corrected, or a broken memory
 * row has no spare. Corrected errors and repairs only inform. Pure.
 *
 * <p>Each sign is judged by itself, and what an exporter does not tell changes nothing: a sign that was seen stays until it
 * is reported as gone. Uncorrectable errors are counted since the driver was loaded, so the reset that NVIDIA asks for
 * after one is also what takes the sign back.
 *
 * @param fatalXids after which a device must be reset or replaced
 */
record HealthRule(Set<Integer> fatalXids) {
    private static final String AND = "; ";

    HealthRule {
        fatalXids = Set.copyOf(fatalXids);
    }

    /** One thing that can be wrong. Texts are kept with the device, so each says its own in words that no other uses. */
    private enum Sign {
        UNCORRECTABLE_ECC("uncorrectable ECC"),
        ROW_REMAP_FAILURE("row remapping failed"),
        /** Last, for it owns whatever else is said of a device. */
        FATAL_XID("");

        private final String mark;

        Sign(String mark) {
            this.mark = mark;
        }

        boolean owns(String text) {
            return text.contains(mark);
        }

        static Sign of(String text) {
            return Arrays.stream(values())
                    .filter(sign -> sign.owns(text))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Whether a sign is there. */
    private sealed interface Seen {
        record Yes(String text) implements Seen {}

        record No() implements Seen {}

        record Unknown() implements Seen {}
    }

    /**
     * Why the device is no capacity.
     *
     * @param before why it was none until now, or null if it was healthy
     * @return null if it is healthy
     */
    String reason(String before, DeviceErrors now) {
        List<String> reasons = new ArrayList<>();
        for (Sign sign : Sign.values()) {
            switch (seen(sign, now)) {
                case Seen.Yes(String text) -> reasons.addFirst(text);
                case Seen.No() -> {}
                case Seen.Unknown() -> said(sign, before).ifPresent(reasons::addFirst);
            }
        }
        return reasons.isEmpty() ? null : String.join(AND, reasons);
    }

    private static Optional<String> said(Sign sign, String before) {
        return before == null
                ? Optional.empty()
                : Arrays.stream(before.split(AND))
                        .filter(text -> Sign.of(text) == sign)
                        .findFirst();
    }

    private Seen seen(Sign sign, DeviceErrors now) {
        return switch (sign) {
            case FATAL_XID -> xid(now.xid());
            case UNCORRECTABLE_ECC -> uncorrectable(now.uncorrectable());
            case ROW_REMAP_FAILURE -> remapFailed(now.remapFailed());
        };
    }

    /** A harmless XID after a fatal one hides it, and does not take it back. */
    private Seen xid(Integer xid) {
        if (xid == null) return new Seen.Unknown();
        if (fatalXids.contains(xid)) return new Seen.Yes("XID " + xid);
        return xid == 0 ? new Seen.No() : new Seen.Unknown();
    }

    private static Seen uncorrectable(Long errors) {
        if (errors == null) return new Seen.Unknown();
        if (errors == 0) return new Seen.No();
        return new Seen.Yes(
                errors + " uncorrectable ECC " + (errors == 1 ? "error" : "errors") + " since its last reset");
    }

    private static Seen remapFailed(Boolean failed) {
        if (failed == null) return new Seen.Unknown();
        return failed ? new Seen.Yes("row remapping failed") : new Seen.No();
    }
}
