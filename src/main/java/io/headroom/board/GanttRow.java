package io.headroom.board;

import io.headroom.lease.Stay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A team's bars over time, drawn on the server: x in percent of the width, so that text never scales; y in pixels. Bars
 * that do not meet share a lane.
 *
 * @param height in pixels
 */
record GanttRow(String team, int height, String description, List<Bar> bars, List<Note> notes) {
    static final int BAR = 24;
    static final int NOTE = 16;
    static final int GAP = 6;

    /** An hour in a month is still seen. */
    static final double NARROWEST = 0.6;
    /** At the narrowest that the drawing gets before it scrolls. */
    private static final double PERCENT_PER_CHARACTER = 1.05;

    private static final double PADDING = 1.6;
    /** A note right of here is written to the left of its mark. */
    private static final double TURN = 70;

    /**
     * @param css what it means; also cut-left and cut-right, where the lease goes on outside or its start is a guess
     * @param text as much as fits, or empty
     */
    record Bar(String css, String x, String width, int y, String text, String title, String href) {}

    /** A mark that goes through a bar down to its words. */
    record Note(String css, String x, int top, int bottom, String anchor, String text) {}

    /** Where a bar lies, in percent. */
    private record Place(CalendarEntry entry, double left, double right) {
        static Place of(CalendarEntry entry, CalendarSpan span) {
            double left = Math.min(span.x(entry.stay().from()), 100 - NARROWEST);
            return new Place(entry, left, Math.max(span.x(entry.stay().until()), left + NARROWEST));
        }

        Bar at(int y, CalendarSpan span) {
            return new Bar(
                    css(span.time()),
                    CalendarSpan.percent(left),
                    CalendarSpan.percent(right - left),
                    y,
                    text(),
                    entry.title(),
                    entry.href());
        }

        private String css(Stay time) {
            boolean before = entry.open() || entry.stay().from().isBefore(time.from());
            boolean after = entry.stay().until().isAfter(time.until());
            return entry.css() + (before ? " cut-left" : "") + (after ? " cut-right" : "");
        }

        private String text() {
            String all = entry.gpus() + " " + entry.flavor();
            String few = Integer.toString(entry.gpus());
            return fits(all) ? all : fits(few) ? few : "";
        }

        private boolean fits(String text) {
            return text.length() * PERCENT_PER_CHARACTER + PADDING <= right - left;
        }
    }

    /** @param entries those of the team whose stay overlaps the span */
    static GanttRow of(String team, List<CalendarEntry> entries, CalendarSpan span) {
        List<Bar> bars = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        int y = GAP;
        for (List<Place> lane : lanes(entries, span)) {
            int bottom = y + BAR;
            for (Place place : lane) {
                bars.add(place.at(y, span));
                for (CalendarEntry.Mark mark : place.entry().marks()) {
                    if (!span.time().contains(mark.at())) continue;
                    bottom += NOTE;
                    notes.add(note(mark, y, bottom, span));
                }
            }
            y = bottom + GAP;
        }
        String description = team + ": " + entries.size() + (entries.size() == 1 ? " lease" : " leases");
        return new GanttRow(team, y, description, bars, notes);
    }

    private static List<List<Place>> lanes(List<CalendarEntry> entries, CalendarSpan span) {
        List<List<Place>> lanes = new ArrayList<>();
        entries.stream()
                .map(entry -> Place.of(entry, span))
                .sorted(Comparator.comparingDouble(Place::left).thenComparingDouble(Place::right))
                .forEach(place -> laneFor(place, lanes).add(place));
        return lanes;
    }

    private static List<Place> laneFor(Place place, List<List<Place>> lanes) {
        for (List<Place> lane : lanes) if (lane.getLast().right() <= place.left()) return lane;
        lanes.add(new ArrayList<>());
        return lanes.getLast();
    }

    private static Note note(CalendarEntry.Mark mark, int top, int bottom, CalendarSpan span) {
        double x = span.x(mark.at());
        return new Note(mark.css(), CalendarSpan.percent(x), top, bottom - 2, x > TURN ? "end" : "start", mark.text());
    }
}
