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

    /** With fewer, the work tells next to nothing. */
    private static final int FEWEST_STEPS = 3;

    /**
     * Seconds. Once it depends on the end of a lease that has not begun yet, a start moves with every moment that lease
     * waits; it is told in steps of this, rounded down, so that it does not change with every plan.
     */
    private static final long VAGUE = 600;

    private final Session session;
    private final Map<String, Instant> starts = new HashMap<>();
    private final Instant begun;
    private Instant now;
    private boolean vague;

    Rehearsal(Session session, Instant now) {
        this.session = session;
        this.begun = now;
        this.now = now;
    }

    /** Looks ahead until everybody started, nothing more is known, or it has looked far enough. */
    void run() {
        int steps = Math.min(MOST_STEPS, MOST_WORK / (1 + session.size()));
        if (steps < FEWEST_STEPS) return;
        for (int step = 0; step < steps && session.isAnybodyWaiting(); step++) {
            Instant next = session.isUnsettled() ? now : session.nextWake(now);
            if (next == null) {
                now = null;
                return;
            }
            now = next;
            look(session.decide(now));
        }
    }

    private void look(Round round) {
        vague |= round.expired().anyMatch(starts::containsKey);
        Instant start = vague ? Instant.ofEpochSecond(now.getEpochSecond() / VAGUE * VAGUE) : now;
        for (Round.Start it : round.starts()) starts.putIfAbsent(it.request(), start.isBefore(begun) ? now : start);
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
