package io.headroom.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Durations, and how they lie. Safe for many threads. */
final class Timings {
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();

    void add(Duration took) {
        nanos.add(took.toNanos());
    }

    /** Which share {@code quantile} of them is no longer than. */
    double millis(double quantile) {
        List<Long> sorted = nanos.stream().sorted().toList();
        if (sorted.isEmpty()) throw new IllegalStateException("nothing was measured");
        int index = (int) Math.ceil(quantile * sorted.size()) - 1;
        return sorted.get(Math.max(0, index)) / 1e6;
    }

    void print(String what) {
        if (nanos.isEmpty()) System.out.println(what + ": nothing measured");
        else
            System.out.printf(
                    Locale.ROOT,
                    "%-16s n=%d  median %.1f ms  p95 %.1f ms  p99 %.1f ms  max %.1f ms%n",
                    what,
                    nanos.size(),
                    millis(0.5),
                    millis(0.95),
                    millis(0.99),
                    millis(1));
    }
}
