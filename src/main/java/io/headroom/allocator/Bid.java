package io.headroom.allocator;

import java.time.Instant;

/**
 * A request for so many GPUs of one flavor, and what it may look past to get them.
 *
 * @param from from when on the GPUs count as its own
 */
record Bid(Waiting request, Book book, QuotaNode team, int gpus, Moment from, Lifted lifted) {
    Bid lifting(Lifted protection) {
        return new Bid(request, book, team, gpus, from, protection);
    }

    Bid sized(int size) {
        return new Bid(request, book, team, size, from, lifted);
    }

    /** The rules of the team that asks. */
    TeamRules rules() {
        return book.rules(team);
    }

    Instant now() {
        return book.now();
    }

    /** Whether it would fit as things are marked now. */
    boolean isServed() {
        return book.horizons().available(team, from, request.endsAt()) >= gpus;
    }

    /** Whether it would fit now, taking nothing from anyone. */
    boolean isFree() {
        return book.horizons().available(team, Moment.NOW, request.endsAt()) >= gpus;
    }

    /** The tree when it would get its GPUs. */
    QuotaTree tree() {
        return book.horizons().at(from);
    }

    /** How far a node would be above what it owns with the request in it. */
    int excess(QuotaNode node) {
        return from.start() == null ? book.excess(node, team, gpus) : tree().excess(node, team, gpus);
    }

    /**
     * How far its team would be above nominal with it, where that is about a right (R1, R13): what was promised beyond
     * nominal makes way for what is within, or whoever rides on what others give back for it would take its right away.
     */
    int beyondNominal() {
        return excess(team) - book.makingWay(this);
    }

    boolean isWithinNominal() {
        return excess(team) <= 0 || beyondNominal() <= 0;
    }

    /** What may not be reclaimed asks for no more than there is room for, as long as it can work with that (R13, R16). */
    boolean asksWithinNominal() {
        return sized(request.profile().reclaimable() ? gpus : request.minGpus()).isWithinNominal();
    }

    /** So many of the GPUs it asks for, promised after all that was promised before. */
    Claim claim(int count) {
        return new Claim(request, team, count, from, !sized(count).isWithinNominal());
    }

    boolean mayShrink(Lease lease) {
        return lease.held().profile().reclaimable() || lifted.lifts(Lifted.NOT_RECLAIMABLE);
    }

    /** Whether a lease may be stopped; one before its minimum runtime only if that is lifted (R9). */
    boolean mayStop(Lease lease) {
        if (!mayShrink(lease)) return false;
        if (lifted.lifts(Lifted.MINIMUM_RUNTIME) || !lease.protectedUntil().isAfter(toldAt(lease))) return true;
        book.blockedUntil(lease.protectedUntil());
        return false;
    }

    /** When the lease has to be told: late enough not to stop it before the start, never in the past (R15). */
    Instant toldAt(Lease lease) {
        if (from.start() == null) return now();
        Instant latest = from.start().minus(lease.grace());
        return latest.isAfter(now()) ? latest : now();
    }
}
