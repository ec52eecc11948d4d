package io.headroom.audit;

import io.headroom.platform.Denied;
import io.headroom.platform.SqlFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Denied attempts on their way to the record. Of one person the first few in a minute are kept one by one and the others
 * as a number, and so is all but the first from an address that nobody vouches for: a flood of them fills neither memory
 * nor disk. What cannot be written waits: the database may be away. Safe for many threads.
 */
final class DeniedAttempts {
    /** One by one, of one person in a minute. */
    static final int MOST = 20;

    /** One by one, of strangers at one address in a minute. */
    static final int MOST_OF_STRANGERS = 1;

    /** Those told apart in a minute. Strangers beyond that are counted together. */
    static final int MOST_SOURCES = 200;

    /** Lines that wait for the database; beyond that the newest are lost. */
    static final int MOST_WAITING = 2_000;

    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger(DeniedAttempts.class);

    private final Map<Source, Window> windows = new HashMap<>();
    private final List<Line> waiting = new ArrayList<>();

    /** What is to be recorded. */
    sealed interface Line {
        String actor();
    }

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

    /** Writes what there is to record by now; what the database is not there for waits until the next time. */
    void write(Instant now, Consumer<Line> insert) {
        Deque<Line> lines = new ArrayDeque<>(drain(now));
        try {
            while (!lines.isEmpty()) {
                write(lines.element(), insert);
                lines.remove();
            }
        } catch (RuntimeException e) {
            putBack(lines);
            LOG.warnf("%d denied attempts wait to be written: %s", lines.size(), e.getMessage());
        }
    }

    /** One that can never be written must not keep the others from it. */
    private static void write(Line line, Consumer<Line> insert) {
        try {
            insert.accept(line);
        } catch (RuntimeException e) {
            if (SqlFailure.mayPass(e)) throw e;
            LOG.errorf(e, "A denied attempt that is not on record: %s", line);
        }
    }

    private synchronized void putBack(Collection<Line> lines) {
        waiting.addAll(0, lines);
        if (waiting.size() <= MOST_WAITING) return;
        List<Line> lost = waiting.subList(MOST_WAITING, waiting.size());
        LOG.errorf("%d denied attempts are not on record: more than %d wait", lost.size(), MOST_WAITING);
        lost.clear();
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
