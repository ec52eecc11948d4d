package io.headroom.board;

import io.headroom.board.CalendarSpan.View;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.FieldError;
import io.headroom.platform.Paging;
import io.headroom.platform.Refused;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * What of the calendar was asked for.
 *
 * @param team and {@code flavor} what it is narrowed to, or null for all
 */
record CalendarQuery(CalendarSpan span, String team, String flavor) {
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2200, 1, 1);

    /** @throws Refused 422 for a view or a date that is none; absent is the week of {@code now} */
    static CalendarQuery read(String view, String from, String team, String flavor, Instant now) {
        View known = Paging.choice("view", view, View.class);
        CalendarSpan span = CalendarSpan.of(known == null ? View.WEEK : known, day(from, now));
        return new CalendarQuery(span, blankToNull(team), blankToNull(flavor));
    }

    private static LocalDate day(String from, Instant now) {
        if (blankToNull(from) == null) return today(now);
        try {
            LocalDate day = LocalDate.parse(from);
            if (!day.isBefore(EARLIEST) && day.isBefore(LATEST)) return day;
        } catch (DateTimeParseException e) {
            // Refused below, like a date that is too far away.
        }
        String rule = "must be a date from " + EARLIEST + " to " + LATEST + ", for example " + today(now);
        throw new Refused(new CommonRefusal.Invalid(List.of(new FieldError("from", from, rule))));
    }

    private static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    private static String blankToNull(String value) {
        return value == null || value.isBlank() ? null : value;
    }

    /** The same of another time. */
    CalendarQuery at(CalendarSpan other) {
        return new CalendarQuery(other, team, flavor);
    }

    /** The same of the time that has this instant in it. */
    CalendarQuery at(Instant now) {
        return at(CalendarSpan.of(span.view(), today(now)));
    }

    /** The same as a day, week or month. */
    CalendarQuery as(View view) {
        return at(CalendarSpan.of(view, span.first()));
    }

    /** The page that shows this. */
    String href() {
        UriBuilder uri = UriBuilder.fromPath("/calendar")
                .queryParam("view", span.view().word())
                .queryParam("from", span.first());
        if (team != null) uri.queryParam("team", team);
        if (flavor != null) uri.queryParam("flavor", flavor);
        return uri.build().toString();
    }
}
