package io.headroom.board;

import io.headroom.telemetry.UsageCell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * One GPU's use over time: cells that look alike and meet are drawn as one. x and width in percent, so that the hatching
 * keeps its size.
 *
 * @param y in pixels within its node
 */
record HeatRow(String name, int y, List<Run> runs, Sums sums) {
    static final int PITCH = 12;
    private static final int STEPS = 6;

    /** @param css h0..h5 by use, h-idle, h-free, h-sick out of use, or h-none without data */
    record Run(String css, String x, String width) {}

    /** The row in words: GPU-hours, and the mean use of what was measured or a dash. */
    record Sums(String use, String busy, String idle, String unknown, String free, String unhealthy) {}

    /** @param cells its own, in any order; those without data are absent */
    static HeatRow of(String name, int row, List<UsageCell> cells, int count) {
        String[] looks = new String[count];
        Arrays.fill(looks, "h-none");
        for (UsageCell cell : cells) looks[cell.index()] = look(cell);
        return new HeatRow(name, row * PITCH, runs(looks), sums(cells));
    }

    public String title() {
        return name + ": use " + sums.use() + ", idle-held " + sums.idle() + " h, unknown " + sums.unknown()
                + " h, free " + sums.free() + " h, unhealthy " + sums.unhealthy() + " h";
    }

    private static List<Run> runs(String[] looks) {
        List<Run> runs = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= looks.length; i++) {
            if (i < looks.length && looks[i].equals(looks[start])) continue;
            runs.add(new Run(looks[start], percent(start, looks.length), percent(i - start, looks.length)));
            start = i;
        }
        return runs;
    }

    /** What filled most of the cell; held and measured is shown by how busy it was. A minute does not stand for an hour. */
    private static String look(UsageCell cell) {
        long measured = cell.busy() + cell.idleHeld();
        long held = measured + cell.unknown();
        long out = cell.free() + cell.unhealthy();
        if (cell.unknown() + cell.unwatched() > measured + out) return "h-none";
        if (out > held) return cell.unhealthy() > cell.free() ? "h-sick" : "h-free";
        if (cell.use() == null) return "h-none";
        if (cell.idleHeld() > cell.busy()) return "h-idle";
        return "h" + Math.min(STEPS - 1, (int) (cell.use() * STEPS));
    }

    private static Sums sums(List<UsageCell> cells) {
        double[] measured = cells.stream()
                .map(UsageCell::use)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        String use = measured.length == 0
                ? "–"
                : Math.round(100 * Arrays.stream(measured).average().orElseThrow()) + " %";
        return new Sums(
                use,
                hours(cells.stream().mapToLong(UsageCell::busy).sum()),
                hours(cells.stream().mapToLong(UsageCell::idleHeld).sum()),
                hours(cells.stream().mapToLong(UsageCell::unknown).sum()),
                hours(cells.stream().mapToLong(UsageCell::free).sum()),
                hours(cells.stream().mapToLong(UsageCell::unhealthy).sum()));
    }

    private static String hours(long seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds / 3600.0);
    }

    private static String percent(int cells, int count) {
        return UseAxis.percent(100.0 * cells / count);
    }
}
