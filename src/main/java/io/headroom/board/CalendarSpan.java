package io.headroom.board;

import io.headroom.lease.Stay;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The day, week or month that the calendar shows, in UTC, and where in its drawing an instant stands. */
record CalendarSpan(View view, LocalDate first) {
    private static final int HOURS_PER_TICK = 3;

    /** How much is shown at once. */
    enum View {
        DAY,
        WEEK,
        MONTH;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A line with its label on the axis. */
    record Tick(String x, String label) {}

    /** The day, week (from Monday) or month that has this day in it. */
    static CalendarSpan of(View view, LocalDate day) {
        return new CalendarSpan(
                view,
                switch (view) {
                    case DAY -> day;
                    case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    case MONTH -> day.withDayOfMonth(1);
                });
    }

    CalendarSpan next() {
        return new CalendarSpan(view, plus(1));
    }

    CalendarSpan previous() {
        return new CalendarSpan(view, plus(-1));
    }

    private LocalDate plus(int steps) {
        return switch (view) {
            case DAY -> first.plusDays(steps);
            case WEEK -> first.plusWeeks(steps);
            case MONTH -> first.plusMonths(steps);
        };
    }

    Stay time() {
        return new Stay(start(first), start(plus(1)));
    }

    /** For people: {@code Tue 24 Nov 2026}, {@code 23 – 29 Nov 2026} or {@code November 2026}. */
    String title() {
        LocalDate last = plus(1).minusDays(1);
        String from = first.getMonth() == last.getMonth() ? "d" : "d MMM";
        return switch (view) {
            case DAY -> format("EEE d MMM yyyy", first);
            case WEEK -> format(from, first) + " – " + format("d MMM yyyy", last);
            case MONTH -> format("MMMM yyyy", first);
        };
    }

    /** Every three hours, every day, or every Monday. */
    List<Tick> ticks() {
        return switch (view) {
            case DAY ->
                IntStream.iterate(0, hour -> hour < 24, hour -> hour + HOURS_PER_TICK)
                        .mapToObj(hour -> new Tick(
                                percent(x(time().from().plusSeconds(hour * 3600L))),
                                String.format(Locale.ROOT, "%02d:00", hour)))
                        .toList();
            case WEEK -> ticks(days(), "EEE d");
            case MONTH -> ticks(days().filter(day -> day.getDayOfWeek() == DayOfWeek.MONDAY), "EEE d");
        };
    }

    private List<Tick> ticks(Stream<LocalDate> days, String pattern) {
        return days.map(day -> new Tick(percent(x(start(day))), format(pattern, day)))
                .toList();
    }

    private Stream<LocalDate> days() {
        return first.datesUntil(plus(1));
    }

    /** Where an instant stands, in percent of the drawing; what lies outside is put on its edge. */
    double x(Instant instant) {
        Stay time = time();
        double whole = time.until().getEpochSecond() - time.from().getEpochSecond();
        double into = instant.getEpochSecond() - time.from().getEpochSecond();
        return Math.clamp(100 * into / whole, 0, 100);
    }

    static String percent(double x) {
        return String.format(Locale.ROOT, "%.2f", x);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static String format(String pattern, LocalDate day) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(day);
    }
}
