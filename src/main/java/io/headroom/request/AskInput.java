package io.headroom.request;

import io.headroom.platform.Complaints;
import java.util.List;
import java.util.Objects;

/**
 * A request as it was typed or sent, nothing checked yet; null or blank means not given.
 *
 * @param flavor the only one it accepts; either this or {@code flavors}
 * @param flavors those it accepts, in order of preference
 * @param reclaimable {@code true} or {@code false}; if not given, the rules decide
 * @param duration ISO 8601, for example {@code P3D} or {@code PT8H}; either this or {@code endsAt}
 * @param startsAt ISO 8601 instant, or absent for now
 */
public record AskInput(
        String team,
        String flavor,
        List<String> flavors,
        String flavorPolicy,
        String gpus,
        String minGpus,
        String maxGpus,
        String stepGpus,
        String kind,
        String priority,
        String reclaimable,
        String purpose,
        String duration,
        String startsAt,
        String endsAt) {
    public AskInput {
        // Not List.copyOf: what was sent may hold nulls, and the parser says so.
        flavors = flavors == null
                ? List.of()
                : flavors.stream().map(it -> Objects.toString(it, "")).toList();
    }

    /** The flavors in the order of the form: first, second, third. */
    List<String> choices() {
        return flavors.isEmpty() && flavor != null ? List.of(flavor) : flavors;
    }

    /** The same, with these where nothing was typed. */
    AskInput or(String otherTeam, String otherFlavor, String otherKind, String otherDuration) {
        return new AskInput(
                orElse(team, otherTeam),
                choices().isEmpty() ? otherFlavor : flavor,
                flavors,
                flavorPolicy,
                gpus,
                minGpus,
                maxGpus,
                stepGpus,
                orElse(kind, otherKind),
                priority,
                reclaimable,
                purpose,
                orElse(duration, otherDuration),
                startsAt,
                endsAt);
    }

    /** The same, with this purpose where none was typed. */
    AskInput orPurpose(String otherPurpose) {
        return new AskInput(
                team,
                flavor,
                flavors,
                flavorPolicy,
                gpus,
                minGpus,
                maxGpus,
                stepGpus,
                kind,
                priority,
                reclaimable,
                orElse(purpose, otherPurpose),
                duration,
                startsAt,
                endsAt);
    }

    private static String orElse(String value, String otherwise) {
        return Complaints.blank(value) ? otherwise : value;
    }
}
