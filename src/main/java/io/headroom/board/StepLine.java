package io.headroom.board;

import io.headroom.telemetry.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * A line of means, one level stretch per step, in a box of {@value #WIDTH} by {@value #HEIGHT}, y downwards. What nobody
 * watched is a gap, never zero.
 */
record StepLine(UseAxis axis, Duration step, double most) {
    static final int WIDTH = 1000;
    static final int HEIGHT = 100;

    /** As an SVG path. */
    String path(List<Usage> usage, ToLongFunction<Usage> seconds) {
        StringBuilder path = new StringBuilder();
        Instant end = null;
        for (Usage it : usage) {
            path.append(it.at().equals(end) ? "V" : "M" + x(it.at()) + " ")
                    .append(number(y(it.gpus(seconds.applyAsLong(it)))));
            end = it.at().plus(step);
            path.append("H").append(x(end));
        }
        return path.toString();
    }

    private double y(double gpus) {
        return HEIGHT * (1 - gpus / most);
    }

    private String x(Instant at) {
        return number(axis.x(at) * WIDTH / 100);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
