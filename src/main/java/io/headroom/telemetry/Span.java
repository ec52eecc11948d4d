package io.headroom.telemetry;

import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How far back use is looked at. Lines are read by the minute, hour or day, whichever keeps a chart under 400 points; a
 * heat map has up to a hundred cells a row.
 */
public enum Span {
    HOUR(
            "1h",
            new TimeGrid(Grain.MINUTE, Duration.ofMinutes(1), 60),
            new TimeGrid(Grain.MINUTE, Duration.ofMinutes(1), 60)),
    DAY(
            "24h",
            new TimeGrid(Grain.HOUR, Duration.ofHours(1), 24),
            new TimeGrid(Grain.MINUTE, Duration.ofMinutes(15), 96)),
    WEEK("7d", new TimeGrid(Grain.HOUR, Duration.ofHours(1), 168), new TimeGrid(Grain.HOUR, Duration.ofHours(2), 84)),
    MONTH("30d", new TimeGrid(Grain.DAY, Duration.ofDays(1), 30), new TimeGrid(Grain.HOUR, Duration.ofHours(8), 90)),
    YEAR("1y", new TimeGrid(Grain.DAY, Duration.ofDays(1), 365), new TimeGrid(Grain.DAY, Duration.ofDays(7), 53));

    private final String word;
    private final TimeGrid lines;
    private final TimeGrid cells;

    Span(String word, TimeGrid lines, TimeGrid cells) {
        this.word = word;
        this.lines = lines;
        this.cells = cells;
    }

    /** @throws Refused 422 naming the choices; absent is a day */
    public static Span of(String word) {
        if (word == null || word.isBlank()) return DAY;
        return Arrays.stream(values())
                .filter(it -> it.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new Refused(CommonRefusal.Invalid.of("span", word, "must be one of " + words())));
    }

    private static String words() {
        return Arrays.stream(values()).map(Span::word).collect(Collectors.joining(", "));
    }

    /** As addresses have it: {@code 7d}. */
    public String word() {
        return word;
    }

    TimeGrid lines() {
        return lines;
    }

    TimeGrid cells() {
        return cells;
    }

    /** What one point of a line stands for. */
    public Duration step() {
        return lines.step();
    }

    /** How many points a line may have, for people: {@code 24 hours}. */
    public String steps() {
        return lines.count() + " " + lines.grain().name().toLowerCase(Locale.ROOT) + "s";
    }

    /** What lines show. */
    public Period lines(Instant now) {
        return new Period(lines.from(now), lines.until(now));
    }

    /** What a heat map shows, in this many cells. */
    public Period cells(Instant now) {
        return new Period(cells.from(now), cells.until(now));
    }

    public int cellCount() {
        return cells.count();
    }

    /** {@code [from, until)}. */
    public record Period(Instant from, Instant until) {}
}
