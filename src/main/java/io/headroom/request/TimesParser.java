package io.headroom.request;

import static io.headroom.platform.Complaints.blank;

import io.headroom.platform.Complaints;
import io.headroom.platform.When;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Locale;

/** From when, until when and for how long. */
final class TimesParser {
    private static final Duration SLACK = Duration.ofMinutes(1);

    private final RequestConfig config;
    private final Instant now;
    private final Complaints complaints;

    TimesParser(RequestConfig config, Instant now, Complaints complaints) {
        this.config = config;
        this.now = now;
        this.complaints = complaints;
    }

    /** Null for now. */
    Instant start(String value) {
        Instant start = instant("startsAt", value);
        if (start == null || start.isBefore(now) && start.isAfter(now.minus(SLACK))) return null;
        if (start.isBefore(now)) complaints.wrong("startsAt", value, "must not be in the past");
        if (start.isAfter(now.plus(config.farthestStart())))
            complaints.wrong("startsAt", value, "must be within the next " + When.length(config.farthestStart()));
        return start;
    }

    /** Null if a duration was given. */
    Instant end(AskInput input, Instant begins) {
        if (!blank(input.endsAt()) && !blank(input.duration()))
            complaints.wrong("endsAt", input.endsAt(), "give either a duration or an end, not both");
        Instant end = instant("endsAt", input.endsAt());
        if (end == null || end.isAfter(begins)) return end;
        complaints.wrong("endsAt", input.endsAt(), "must be after the start");
        return null;
    }

    Duration term(AskInput input, Instant begins, Instant endsAt) {
        // An end that makes no sense was said already; it is no missing duration.
        boolean wrongEnd = endsAt == null && !blank(input.endsAt()) && blank(input.duration());
        if (wrongEnd) return config.shortestTerm();
        if (endsAt == null) return term(input.duration());
        Duration term = Duration.between(begins, endsAt);
        inRange("endsAt", input.endsAt(), term);
        return term;
    }

    Duration term(String value) {
        if (blank(value)) {
            complaints.wrong("duration", value, "give a duration (for example P3D or PT8H) or an end");
            return config.shortestTerm();
        }
        try {
            Duration term = isoDuration(value.strip());
            inRange("duration", value, term);
            return term;
        } catch (DateTimeException | ArithmeticException e) {
            complaints.wrong("duration", value, "must be an ISO 8601 duration such as P3D or PT8H");
            return config.shortestTerm();
        }
    }

    private void inRange(String field, String value, Duration term) {
        if (term.compareTo(config.shortestTerm()) < 0)
            complaints.wrong(field, value, "the term must be at least " + When.length(config.shortestTerm()));
        if (term.compareTo(config.longestTerm()) > 0)
            complaints.wrong(field, value, "the term must be at most " + When.length(config.longestTerm()));
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
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            complaints.wrong(field, value, "must be a date and time such as 2026-12-01T09:00Z");
            return null;
        }
    }
}
