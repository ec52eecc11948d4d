package io.headroom.audit;

import io.headroom.platform.Denied;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Denied attempts on their way to the record. Of one person the first few in a minute are kept one by one and the others
 * as a number, so that a flood of them fills neither memory nor disk. Safe for many threads.
 */
final class DeniedAttempts {
    /** One by one, of one person in a minute. */
    static final int MOST = 20;

    static final Duration WINDOW = Duration.ofMinutes(1);

    private final Map<String, Window> windows = new HashMap<>();
    private final List<Attempt> waiting = new ArrayList<>();

    /** What is to be recorded. */
    sealed interface Line {}

    /** One attempt. */
    record Attempt(Instant at, String actor, String source, Denied denied) implements Line {}

    /** Those that were not kept one by one. */
    record More(Instant at, String actor, int attempts) implements Line {}

    private static final class Window {
        private final Instant ends;
        private int attempts;

        Window(Instant ends) {
            this.ends = ends;
        }
    }

    synchronized void add(Attempt attempt) {
        Window window = windows.computeIfAbsent(
                attempt.actor(), _ -> new Window(attempt.at().plus(WINDOW)));
        window.attempts++;
        if (window.attempts <= MOST) waiting.add(attempt);
    }

    /** Takes out what there is to record by now. */
    synchronized List<Line> drain(Instant now) {
        List<Line> lines = new ArrayList<>(waiting);
        waiting.clear();
        windows.forEach((actor, window) -> {
            if (over(window, now) && window.attempts > MOST)
                lines.add(new More(window.ends, actor, window.attempts - MOST));
        });
        windows.values().removeIf(window -> over(window, now));
        return lines;
    }

    private static boolean over(Window window, Instant now) {
        return !window.ends.isAfter(now);
    }
}
