package io.headroom.allocator;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What would happen if nothing new did: the session goes on by itself, from one instant that matters to the next. What it
 * tells of a start is what the allocator itself would do, so an estimate is never later than the start (law 10).
 */
final class Rehearsal {
    /** Work that a look ahead may cost, in steps times leases and requests. */
    private static final int MOST_WORK = 60_000;

    private static final int MOST_STEPS = 400;

    private final Session session;
    private final Map<String, Instant> starts = new HashMap<>();
    private Instant now;

    Rehearsal(Session session, Instant now) {
        this.session = session;
        this.now = now;
    }

    /** Looks ahead until everybody started, nothing more is known, or it has looked far enough. */
    void run() {
        int steps = Math.min(MOST_STEPS, MOST_WORK / (1 + session.size()));
        for (int step = 0; step < steps && session.isAnybodyWaiting(); step++) {
            Instant next = session.isUnsettled() ? now : session.nextWake(now);
            if (next == null) {
                now = null;
                return;
            }
            now = next;
            for (Round.Start start : session.decide(now).starts()) starts.putIfAbsent(start.request(), now);
        }
    }

    /** When a request starts, or null if that was not seen. */
    Instant start(String request) {
        return starts.get(request);
    }

    /** Up to when it looked; null if it looked to the end of all that is known. */
    Instant lookedUntil() {
        return now;
    }
}
