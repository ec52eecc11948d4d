package io.headroom.board;

import io.headroom.telemetry.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The time axis of a chart of use, in UTC; where an instant stands is in percent of the drawing. */
record UseAxis(Span span, Span.Period period) {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration THREE_HOURS = Duration.ofHours(3);
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration FIVE_DAYS = Duration.ofDays(5);

    /** A line with its label. */
    record Tick(String x, String label) {}

    double x(Instant instant) {
        double whole = period.until().getEpochSecond() - period.from().getEpochSecond();
        return 100 * (instant.getEpochSecond() - period.from().getEpochSecond()) / whole;
    }

    List<Tick> ticks() {
        return switch (span) {
            case HOUR -> ticks(every(TEN_MINUTES), "HH:mm");
            case DAY -> ticks(every(THREE_HOURS), "HH:mm");
            case WEEK -> ticks(every(A_DAY), "EEE d");
            case MONTH -> ticks(every(FIVE_DAYS), "d MMM");
            case YEAR -> ticks(everySecondMonth(), "MMM");
        };
    }

    /** A step's beginning, for people. */
    String name(Instant at) {
        return switch (span) {
            case HOUR -> format("HH:mm", at);
            case DAY, WEEK -> format("EEE d MMM HH:mm", at);
            case MONTH, YEAR -> format("EEE d MMM yyyy", at);
        };
    }

    private List<Tick> ticks(Stream<Instant> instants, String pattern) {
        return instants.map(it -> new Tick(percent(x(it)), format(pattern, it))).toList();
    }

    private Stream<Instant> every(Duration step) {
        long seconds = step.toSeconds();
        long first = -Math.floorDiv(-period.from().getEpochSecond(), seconds) * seconds;
        return LongStream.iterate(first, it -> it < period.until().getEpochSecond(), it -> it + seconds)
                .mapToObj(Instant::ofEpochSecond);
    }

    private Stream<Instant> everySecondMonth() {
        LocalDate first = LocalDate.ofInstant(period.from(), ZoneOffset.UTC).withDayOfMonth(1);
        return Stream.iterate(first.plusMonths(1), it -> it.plusMonths(2))
                .map(it -> it.atStartOfDay(ZoneOffset.UTC).toInstant())
                .takeWhile(it -> it.isBefore(period.until()));
    }

    static String percent(double x) {
        return String.format(Locale.ROOT, "%.2f", x);
    }

    private static String format(String pattern, Instant at) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .withZone(ZoneOffset.UTC)
                .format(at);
    }
}
