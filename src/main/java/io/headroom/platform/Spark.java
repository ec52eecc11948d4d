package io.headroom.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A small line of the last hour, drawn on the server in a box of 120 by 28.
 *
 * @param points {@code x,y} pairs; minutes without data are left out
 * @param gap whether some are missing
 */
public record Spark(String points, boolean gap, String description) {
    private static final double WIDTH = 120;
    private static final double TOP = 2;
    private static final double HEIGHT = 24;
    /** The running minute is not written yet; that is no gap. */
    private static final int FRESH_MINUTES = 3;

    /** @param ratios one per minute, oldest first, 0 to 1; NaN where unknown */
    public static Spark of(double[] ratios, String what) {
        List<String> points = new ArrayList<>();
        double last = Double.NaN;
        for (int i = 0; i < ratios.length; i++) {
            if (Double.isNaN(ratios[i])) continue;
            last = ratios[i];
            double x = WIDTH * i / Math.max(1, ratios.length - 1);
            points.add(String.format(Locale.ROOT, "%.1f,%.1f", x, TOP + HEIGHT * (1 - last)));
        }
        String now = Double.isNaN(last) ? "no data" : Math.round(last * 100) + " % at the end";
        return new Spark(String.join(" ", points), ratios.length - points.size() > FRESH_MINUTES, what + ": " + now);
    }

    /** Whether there is anything to draw. */
    public boolean drawable() {
        return !points.isEmpty();
    }
}
