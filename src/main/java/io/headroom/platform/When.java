package io.headroom.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * An instant as pages show it: relative, with the exact one beside it.
 *
 * @param iso for {@code datetime} attributes
 * @param exact for titles, in UTC
 * @param relative for people: {@code 8 s ago}, {@code in 9 min}
 */
public record When(String iso, String exact, String relative) {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern(
                    "EEE d MMM yyyy HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter SPOKEN =
            DateTimeFormatter.ofPattern("d MMM HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** As sentences say it, for example {@code 26 Nov 09:00 UTC}. */
    public static String spoken(Instant instant) {
        return SPOKEN.format(instant);
    }

    /** Null stays null: a page says what an absent instant means. */
    public static When of(Instant instant, Instant now) {
        return instant == null
                ? null
                : new When(instant.toString(), EXACT.format(instant), relative(Duration.between(now, instant)));
    }

    private static String relative(Duration until) {
        String length = length(until.abs());
        if (until.abs().toSeconds() == 0) return "now";
        return until.isNegative() ? length + " ago" : "in " + length;
    }

    /** A length of time in its one or two biggest units: {@code 8 s}, {@code 3 h 5 min}, {@code 2 d 4 h}. */
    public static String length(Duration duration) {
        if (duration.toDays() > 0) return two(duration.toDays(), "d", duration.toHoursPart(), "h");
        if (duration.toHours() > 0) return two(duration.toHours(), "h", duration.toMinutesPart(), "min");
        if (duration.toMinutes() > 0) return duration.toMinutes() + " min";
        return duration.toSeconds() + " s";
    }

    private static String two(long big, String bigUnit, int small, String smallUnit) {
        return big + " " + bigUnit + (small > 0 ? " " + small + " " + smallUnit : "");
    }
}
