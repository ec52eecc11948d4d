package io.headroom.telemetry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When a device is no capacity: it met a fatal XID or an ECC error that could not be corrected, a broken memory row has no
 * spare, it is cut into slices, or no exporter has told of it for long. Corrected errors and repairs only inform. Pure.
 *
 * <p>Each sign is judged by itself, and what an exporter does not tell changes nothing: a sign that was seen stays until it
 * is reported as gone. Uncorrectable errors are counted since the driver was loaded, so the reset that NVIDIA asks for
 * after one is also what takes the sign back. Not every exporter takes back what it said (one counts XIDs since its own
 * start), so an admin may overrule what is told; that holds until the exporter tells anything else.
 *
 * @param fatalXids after which a device must be reset or replaced
 */
record HealthRule(Set<Integer> fatalXids) {
    HealthRule {
        fatalXids = Set.copyOf(fatalXids);
    }

    /** One thing that can be wrong. Texts are kept with the device, so each says its own in words that no other uses. */
    private enum Sign {
        UNREPORTED("no exporter"),
        CUT("cut into slices"),
        UNCORRECTABLE_ECC("uncorrectable ECC"),
        ROW_REMAP_FAILURE("row remapping failed"),
        /** Last, for it owns whatever else is said of a device. */
        FATAL_XID("");

        private final String mark;

        Sign(String mark) {
            this.mark = mark;
        }

        /** The sign that a text is of. */
        static Sign of(String text) {
            return Arrays.stream(values())
                    .filter(sign -> text.contains(sign.mark))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Whether a sign is there. */
    private sealed interface Seen {
        record Yes(List<String> texts) implements Seen {}

        record No() implements Seen {}

        record Unknown() implements Seen {}
    }

    /**
     * What a round of scrapes tells of a device.
     *
     * @param errors what it reports of its own failures, or null if nothing was reported of it at all
     * @param cut whether it is cut into slices
     * @param unreportedSince when an exporter last told of it, if that is too long ago, else null
     */
    record Look(DeviceErrors errors, boolean cut, Instant unreportedSince) {
        static Look at(DeviceErrors errors) {
            return new Look(errors, false, null);
        }
    }

    /** How a device is after a look, if it was like this before. */
    Health after(Health before, Look look) {
        List<String> reasons = new ArrayList<>();
        List<String> accepted = new ArrayList<>();
        for (Sign sign : Sign.values()) {
            List<String> texts =
                    switch (seen(sign, look)) {
                        case Seen.Yes(List<String> told) -> told;
                        case Seen.No() -> List.of();
                        case Seen.Unknown() -> said(sign, before.reasons());
                    };
            for (String text : texts.reversed()) (isAccepted(sign, text, before) ? accepted : reasons).addFirst(text);
        }
        return look.errors() == null
                ? new Health(Health.of(reasons, List.of()).reason(), before.accepted())
                : Health.of(reasons, accepted);
    }

    /** What is cut is no whole device, whoever says so. */
    private static boolean isAccepted(Sign sign, String text, Health before) {
        return sign != Sign.CUT && before.acceptances().contains(text);
    }

    /** Whether it is a whole device that was cut into slices. */
    static boolean isCut(String reason) {
        return reason != null
                && !said(Sign.CUT, new Health(reason, null).reasons()).isEmpty();
    }

    private static List<String> said(Sign sign, List<String> before) {
        return before.stream().filter(text -> Sign.of(text) == sign).toList();
    }

    private Seen seen(Sign sign, Look look) {
        if (sign == Sign.CUT && look.cut()) return yes("cut into slices, which are there in its place");
        if (look.errors() == null) return sign == Sign.UNREPORTED ? unreported(look) : new Seen.Unknown();
        return switch (sign) {
            case UNREPORTED, CUT -> new Seen.No();
            case FATAL_XID -> xids(look.errors().xids());
            case UNCORRECTABLE_ECC -> uncorrectable(look.errors().uncorrectable());
            case ROW_REMAP_FAILURE -> remapFailed(look.errors().remapFailed());
        };
    }

    private static Seen unreported(Look look) {
        return look.unreportedSince() == null
                ? new Seen.Unknown()
                : yes("reported by no exporter since " + look.unreportedSince());
    }

    /** A harmless XID after a fatal one hides it, and does not take it back. */
    private Seen xids(Map<Integer, Long> xids) {
        List<String> fatal = xids.entrySet().stream()
                .filter(it -> fatalXids.contains(it.getKey()))
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .map(it -> "XID " + it.getKey() + (it.getValue() == 1 ? "" : " (" + it.getValue() + " times)"))
                .toList();
        if (!fatal.isEmpty()) return new Seen.Yes(fatal);
        return xids.keySet().equals(Set.of(0)) ? new Seen.No() : new Seen.Unknown();
    }

    private static Seen uncorrectable(Long errors) {
        if (errors == null) return new Seen.Unknown();
        if (errors == 0) return new Seen.No();
        return yes(errors + " uncorrectable ECC " + (errors == 1 ? "error" : "errors") + " since its last reset");
    }

    private static Seen remapFailed(Boolean failed) {
        if (failed == null) return new Seen.Unknown();
        return failed ? yes("row remapping failed") : new Seen.No();
    }

    private static Seen yes(String text) {
        return new Seen.Yes(List.of(text));
    }
}
