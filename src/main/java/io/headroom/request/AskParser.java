package io.headroom.request;

import io.headroom.allocator.Kind;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.FieldError;
import io.headroom.platform.Refused;
import io.headroom.platform.When;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Turns what was typed into an {@link Ask}, and says everything that is wrong with it at once. */
final class AskParser {
    private static final int LONGEST_PURPOSE = 500;
    private static final Duration SLACK = Duration.ofMinutes(1);

    private final RequestConfig config;
    private final Map<String, Integer> devices;
    private final java.util.Set<String> teams;
    private final Instant now;
    private final List<FieldError> errors = new ArrayList<>();

    /**
     * @param devices how many devices of each flavor exist
     * @param teams those the caller may ask for
     */
    AskParser(RequestConfig config, Map<String, Integer> devices, java.util.Set<String> teams, Instant now) {
        this.config = config;
        this.devices = devices;
        this.teams = teams;
        this.now = now;
    }

    /** A term alone. @throws Refused 422 if it is none, or out of range */
    static Duration term(RequestConfig config, String value) {
        AskParser parser = new AskParser(config, Map.of(), java.util.Set.of(), Instant.EPOCH);
        Duration term = parser.term(value);
        if (!parser.errors.isEmpty()) throw new Refused(new CommonRefusal.Invalid(parser.errors));
        return term;
    }

    /** What an extension is for, or what its lease is for. @throws Refused 422 if it is too long */
    static String purpose(String value, String otherwise) {
        if (blank(value)) return otherwise;
        AskParser parser = new AskParser(null, Map.of(), java.util.Set.of(), Instant.EPOCH);
        String purpose = parser.purpose(value);
        if (!parser.errors.isEmpty()) throw new Refused(new CommonRefusal.Invalid(parser.errors));
        return purpose;
    }

    /** @throws Refused 422 naming every field that is wrong */
    Ask parse(AskInput input) {
        String team = oneOf("team", input.team(), teams, "a team you lead");
        String flavor = oneOf("flavor", input.flavor(), devices.keySet(), "a flavor that exists");
        int gpus = gpus(input.gpus(), flavor);
        int minGpus = blank(input.minGpus()) ? gpus : whole("minGpus", input.minGpus(), gpus, "at most the GPUs asked");
        Kind kind = kind(input.kind());
        String purpose = purpose(input.purpose());
        Instant startsAt = start(input.startsAt());
        Instant begins = startsAt == null ? now : startsAt;
        Instant endsAt = end(input, begins);
        Duration term = term(input, begins, endsAt);
        if (!errors.isEmpty()) throw new Refused(new CommonRefusal.Invalid(errors));
        return new Ask(team, flavor, gpus, minGpus, kind, purpose, term, startsAt, endsAt);
    }

    private String oneOf(String field, String value, java.util.Set<String> known, String what) {
        if (!blank(value) && known.contains(value.strip())) return value.strip();
        String choices = known.isEmpty() ? "there is none" : String.join(", ", new TreeSet<>(known));
        return wrong(field, value, "must be " + what + ": " + choices);
    }

    private int gpus(String value, String flavor) {
        Integer exist = flavor == null ? null : devices.get(flavor);
        if (exist == null) return whole("gpus", value, Integer.MAX_VALUE, null);
        return whole("gpus", value, exist, "all " + flavor + " there are");
    }

    private int whole(String field, String value, int most, String why) {
        String range = most == Integer.MAX_VALUE ? "of at least 1" : "from 1 to " + most + " (" + why + ")";
        try {
            int count = blank(value) ? 0 : Integer.parseInt(value.strip());
            if (count >= 1 && count <= Math.max(most, 1)) return count;
        } catch (NumberFormatException e) {
            // Falls through: fractions, words and numbers beyond int get the same rule.
        }
        wrong(field, value, "must be a whole number " + range);
        return 1;
    }

    private Kind kind(String value) {
        for (Kind kind : Kind.values())
            if (kind.name().equalsIgnoreCase(value == null ? "" : value.strip())) return kind;
        String choices = Arrays.stream(Kind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        wrong("kind", value, "must be one of " + choices);
        return null;
    }

    private String purpose(String value) {
        if (blank(value)) return wrong("purpose", value, "say what it is for in a sentence; your manager reads it");
        if (value.strip().length() > LONGEST_PURPOSE)
            return wrong("purpose", value, "must be at most " + LONGEST_PURPOSE + " characters");
        return value.strip();
    }

    private Instant start(String value) {
        Instant start = instant("startsAt", value);
        if (start == null || start.isBefore(now) && start.isAfter(now.minus(SLACK))) return null;
        if (start.isBefore(now)) wrong("startsAt", value, "must not be in the past");
        if (start.isAfter(now.plus(config.farthestStart())))
            wrong("startsAt", value, "must be within the next " + When.length(config.farthestStart()));
        return start;
    }

    private Instant end(AskInput input, Instant begins) {
        if (!blank(input.endsAt()) && !blank(input.duration()))
            wrong("endsAt", input.endsAt(), "give either a duration or an end, not both");
        Instant end = instant("endsAt", input.endsAt());
        if (end == null || end.isAfter(begins)) return end;
        wrong("endsAt", input.endsAt(), "must be after the start");
        return null;
    }

    private Duration term(AskInput input, Instant begins, Instant endsAt) {
        // An end that makes no sense was said already; it is no missing duration.
        boolean wrongEnd = endsAt == null && !blank(input.endsAt()) && blank(input.duration());
        if (wrongEnd) return config.shortestTerm();
        if (endsAt == null) return term(input.duration());
        Duration term = Duration.between(begins, endsAt);
        inRange("endsAt", input.endsAt(), term);
        return term;
    }

    private Duration term(String value) {
        if (blank(value)) {
            wrong("duration", value, "give a duration (for example P3D or PT8H) or an end");
            return config.shortestTerm();
        }
        try {
            Duration term = isoDuration(value.strip());
            inRange("duration", value, term);
            return term;
        } catch (DateTimeException | ArithmeticException e) {
            wrong("duration", value, "must be an ISO 8601 duration such as P3D or PT8H");
            return config.shortestTerm();
        }
    }

    private void inRange(String field, String value, Duration term) {
        if (term.compareTo(config.shortestTerm()) < 0)
            wrong(field, value, "the term must be at least " + When.length(config.shortestTerm()));
        if (term.compareTo(config.longestTerm()) > 0)
            wrong(field, value, "the term must be at most " + When.length(config.longestTerm()));
    }

    /** Weeks are whole days here; months and years have no fixed length and are refused. */
    private static Duration isoDuration(String value) {
        if (value.toUpperCase(Locale.ROOT).matches("P\\d+W"))
            return Duration.ofDays(Period.parse(value).getDays());
        return Duration.parse(value);
    }

    private Instant instant(String field, String value) {
        if (blank(value)) return null;
        String text = value.strip();
        try {
            // A browser's datetime-local field has no zone; the pages say that times are UTC.
            return text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$")
                    ? java.time.OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            wrong(field, value, "must be a date and time such as 2026-12-01T09:00Z");
            return null;
        }
    }

    private String wrong(String field, String value, String rule) {
        errors.add(new FieldError(field, value, rule));
        return null;
    }

    private static boolean blank(String value) {
        return value == null || value.isBlank();
    }
}
