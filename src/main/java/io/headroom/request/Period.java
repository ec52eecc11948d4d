package io.headroom.request;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** A stretch of time, {@code [since, until)}; null is open. */
public record Period(Instant since, Instant until) {
    static final Period ANY = new Period(null, null);

    /** From one day to another, both included, in UTC; null is open. */
    static Period days(LocalDate first, LocalDate last) {
        return new Period(first == null ? null : start(first), last == null ? null : start(last.plusDays(1)));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
