package io.headroom.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A horizontal stacked bar, drawn on the server.
 *
 * @param quotaX where the quota mark stands, in percent of the drawing
 * @param description the same for those who cannot see it
 */
public record Bar(List<Segment> segments, String quotaX, String description) {
    private static final double GAP = 0.25;
    private static final double PERCENT_PER_DIGIT = 3.2;

    public Bar {
        segments = List.copyOf(segments);
    }

    /**
     * @param css the meaning: own, borrowed, lent, free, busy, idle, unknown or sick
     * @param x and {@code width} in percent of the drawing
     */
    public record Segment(String css, String x, String width, String label, String title, boolean showText) {}

    /** An amount with its meaning. */
    public record Part(String css, String name, int amount) {}

    /**
     * @param scale the amount that fills the drawing; at least the sum of the parts
     * @param quota the amount at which the quota mark stands
     */
    public static Bar of(List<Part> parts, int scale, int quota, String description) {
        List<Segment> segments = new ArrayList<>();
        double perUnit = 100.0 / Math.max(1, scale);
        int before = 0;
        for (Part part : parts) {
            if (part.amount() == 0) continue;
            double width = part.amount() * perUnit - GAP;
            String label = Integer.toString(part.amount());
            segments.add(new Segment(
                    part.css(),
                    percent(before * perUnit),
                    percent(width),
                    label,
                    part.name() + ": " + part.amount() + " GPUs",
                    width >= label.length() * PERCENT_PER_DIGIT));
            before += part.amount();
        }
        return new Bar(segments, percent(Math.min(quota * perUnit, 99.7)), description);
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f", Math.max(0, value));
    }
}
