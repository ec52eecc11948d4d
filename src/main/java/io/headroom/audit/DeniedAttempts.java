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
 * as a number, and so is all but the first from an address that nobody vouches for: a flood of them fills neither memory
 * nor disk. Safe for many threads.
 */
final class DeniedAttempts {
    /** One by one, of one person in a minute. */
    static final int MOST = 20;

    /** One by one, of strangers at one address in a minute. */
    static final int MOST_OF_STRANGERS = 1;

    /** Those told apart in a minute. Strangers beyond that are counted together. */
    static final int MOST_SOURCES = 200;

    static final Duration WINDOW = Duration.ofMinutes(1);

    private final Map<Source, Window> windows = new HashMap<>();
    private final List<Attempt> waiting = new ArrayList<>();

    /** What is to be recorded. */
    sealed interface Line {}

    /** One attempt. */
    record Attempt(Instant at, String actor, String source, Denied denied) implements Line {}

    /** Those that were not kept one by one. @param source null for several */
    record More(Instant at, String actor, String source, int attempts) implements Line {}

    /** Whose attempts are counted together. @param address null for a person, wherever they are */
    private record Source(String actor, String address) {
        int most() {
            return actor.equals(Caller.NOBODY) ? MOST_OF_STRANGERS : MOST;
        }
    }

    private static final class Window {
        private final Instant ends;
        private int attempts;

        Window(Instant ends) {
            this.ends = ends;
        }
    }

    synchronized void add(Attempt attempt) {
        Source source = source(attempt);
        Window window =
                windows.computeIfAbsent(source, _ -> new Window(attempt.at().plus(WINDOW)));
        window.attempts++;
        if (window.attempts <= source.most()) waiting.add(attempt);
    }

    private Source source(Attempt attempt) {
        if (!attempt.actor().equals(Caller.NOBODY)) return new Source(attempt.actor(), null);
        Source stranger = new Source(Caller.NOBODY, attempt.source());
        boolean known = windows.containsKey(stranger) || windows.size() < MOST_SOURCES;
        return known ? stranger : new Source(Caller.NOBODY, null);
    }

    /** Takes out what there is to record by now. */
    synchronized List<Line> drain(Instant now) {
        List<Line> lines = new ArrayList<>(waiting);
        waiting.clear();
        windows.forEach((source, window) -> {
            if (over(window, now) && window.attempts > source.most())
                lines.add(new More(window.ends, source.actor(), source.address(), window.attempts - source.most()));
        });
        windows.values().removeIf(window -> over(window, now));
        return lines;
    }

    private static boolean over(Window window, Instant now) {
        return !window.ends.isAfter(now);
    }
}
