package io.headroom.allocator;

import java.time.Instant;

/**
 * Who may take from whom (R7, R9): a request within its team's guarantee, from teams above theirs, never what is not
 * reclaimable, and never a whole lease before its minimum runtime; shrinking one to its {@code minGpus} is allowed
 * earlier.
 *
 * @param start when the taker needs the GPUs; now, unless it is scheduled
 */
record ReclaimRight(Instant now, Instant start, boolean pastMinimumRuntime, boolean pastNotReclaimable) {
    static ReclaimRight of(Waiting request, Instant now) {
        return new ReclaimRight(now, isScheduled(request, now) ? request.startsAt() : now, false, false);
    }

    /** For GPUs that no longer exist, nothing is protected. */
    static ReclaimRight ofNecessity(Instant now) {
        return new ReclaimRight(now, now, true, true);
    }

    ReclaimRight despiteMinimumRuntime() {
        return new ReclaimRight(now, start, true, pastNotReclaimable);
    }

    ReclaimRight despiteNotReclaimable() {
        return new ReclaimRight(now, start, pastMinimumRuntime, true);
    }

    static boolean isScheduled(Waiting request, Instant now) {
        return request.startsAt() != null && request.startsAt().isAfter(now);
    }

    /** From when on the request's GPUs count as its own. */
    static Instant from(Waiting request, Instant now) {
        return isScheduled(request, now) ? request.startsAt() : Horizons.settled(now);
    }

    /** What the request may take back from others: all it asks for if its team stays within its guarantee, else nothing. */
    static int owed(Waiting request, Book book) {
        int excess = isScheduled(request, book.now())
                ? book.horizons().at(request.startsAt()).excess(request.team())
                : book.excess(request.team());
        return excess + request.gpus() <= 0 ? request.gpus() : 0;
    }

    boolean mayShrink(Lease lease) {
        return lease.held().profile().reclaimable() || pastNotReclaimable;
    }

    boolean mayStop(Lease lease) {
        return mayShrink(lease)
                && (pastMinimumRuntime || !lease.protectedUntil().isAfter(toldAt(lease)));
    }

    /** When the lease has to be told: late enough not to stop it before the start, never in the past. */
    Instant toldAt(Lease lease) {
        Instant latest = start.minus(lease.grace());
        return latest.isAfter(now) ? latest : now;
    }
}
