package io.headroom.admin;

import io.headroom.allocator.Preemption;
import io.headroom.allocator.Preset;
import io.headroom.allocator.Quota;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.FieldError;
import io.headroom.platform.Refused;
import io.headroom.platform.When;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads what an admin typed or sent, and says everything that is wrong with it at once. */
final class Values {
    /** Far beyond any fleet, and far below what would overflow a sum. */
    static final int MOST_GPUS = 1_000_000;

    private static final double MOST_WEIGHT = 1_000_000;
    private static final int FARTHEST = 1_000_000_000;
    private static final Duration LONGEST = Duration.ofDays(30);

    private final List<FieldError> errors = new ArrayList<>();

    /** @throws Refused 422 naming every field that is wrong */
    void check() {
        if (!errors.isEmpty()) throw new Refused(new CommonRefusal.Invalid(errors));
    }

    List<FieldError> errors() {
        return errors;
    }

    int gpus(String field, String value) {
        return (int) number(field, value, 0, MOST_GPUS, "must be a whole number of GPUs from 0 to " + MOST_GPUS);
    }

    /** A limit; absent is none. */
    int limit(String field, String value) {
        if (blank(value)) return Quota.UNLIMITED;
        return (int) number(
                field, value, 0, MOST_GPUS, "must be a whole number of GPUs from 0 to " + MOST_GPUS + ", or absent");
    }

    int rank(String field, String value) {
        return (int) number(field, value, -FARTHEST, FARTHEST, "must be a whole number; higher is served first");
    }

    /** The highest priority of a victim; absent is any. */
    int priority(String field, String value) {
        if (blank(value)) return Integer.MAX_VALUE;
        return (int) number(field, value, -FARTHEST, FARTHEST, "must be a whole number, or absent for any priority");
    }

    int days(String field, String value) {
        return (int) number(field, value, 1, 90, "must be a whole number of days from 1 to 90");
    }

    double weight(String field, String value) {
        try {
            double weight = Double.parseDouble(value == null ? "" : value.strip());
            if (weight >= 0 && weight <= MOST_WEIGHT) return weight;
        } catch (NumberFormatException e) {
            // Falls through to the rule.
        }
        wrong(field, value, "must be a number from 0 to " + (int) MOST_WEIGHT);
        return 1;
    }

    /** ISO 8601; absent is null. */
    Duration duration(String field, String value) {
        if (blank(value)) return null;
        String rule =
                "must be an ISO 8601 duration such as PT10M, at most " + When.length(LONGEST) + ", in whole seconds";
        try {
            Duration duration = Duration.parse(value.strip());
            if (!duration.isNegative() && duration.compareTo(LONGEST) <= 0 && duration.getNano() == 0) return duration;
        } catch (DateTimeException | ArithmeticException e) {
            // Falls through to the rule.
        }
        wrong(field, value, rule);
        return null;
    }

    /** A duration in minutes, as pages ask for it; absent is null. */
    Duration minutes(String field, String value) {
        return blank(value) ? null : inUnits(field, value, Duration.ofMinutes(1), "minutes");
    }

    /** A duration in hours, longer than nothing. */
    Duration hours(String field, String value) {
        Duration duration = inUnits(field, value, Duration.ofHours(1), "hours");
        if (duration.isPositive()) return duration;
        if (errors.stream().noneMatch(it -> it.field().equals(field))) wrong(field, value, "must be more than 0 hours");
        return Duration.ofHours(1);
    }

    private Duration inUnits(String field, String value, Duration unit, String units) {
        long most = LONGEST.dividedBy(unit);
        try {
            double number = Double.parseDouble(value == null ? "" : value.strip());
            if (number >= 0 && number <= most) return Duration.ofSeconds(Math.round(number * unit.toSeconds()));
        } catch (NumberFormatException e) {
            // Falls through to the rule.
        }
        wrong(field, value, "must be a number of " + units + " from 0 to " + most);
        return Duration.ZERO;
    }

    /** ISO 8601, and it has to be there and longer than nothing. */
    Duration limitOfTime(String field, String value) {
        Duration duration = duration(field, value);
        if (duration != null && duration.isPositive()) return duration;
        if (errors.stream().noneMatch(it -> it.field().equals(field)))
            wrong(field, value, "must be an ISO 8601 duration such as PT24H, longer than nothing");
        return Duration.ofHours(24);
    }

    /** One of those; absent is {@code NEVER}. */
    Preemption preemption(String field, String value, List<Preemption> known) {
        if (blank(value)) return Preemption.NEVER;
        for (Preemption it : known) if (it.name().equals(value.strip())) return it;
        wrong(field, value, "must be one of " + known.stream().map(Enum::name).collect(Collectors.joining(", ")));
        return Preemption.NEVER;
    }

    Preset preset(String field, String value) {
        for (Preset it : Preset.values()) if (word(it).equals(value)) return it;
        wrong(
                field,
                value,
                "must be one of "
                        + List.of(Preset.values()).stream().map(Values::word).collect(Collectors.joining(", ")));
        return Preset.HEADROOM;
    }

    /** A preset as the world format spells it. */
    static String word(Preset preset) {
        return preset.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private long number(String field, String value, long least, long most, String rule) {
        try {
            long number = Long.parseLong(value == null ? "" : value.strip());
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException e) {
            // Falls through: fractions and words get the same rule.
        }
        wrong(field, value, rule);
        return 0;
    }

    private void wrong(String field, String value, String rule) {
        errors.add(new FieldError(field, value, rule));
    }

    private static boolean blank(String value) {
        return value == null || value.isBlank();
    }
}
