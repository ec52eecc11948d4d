package io.headroom.allocator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The quota tree at the moments that matter. A request fits if it fits at all of them that it would live to see, so what
 * is set aside for others (R6, R10, R15) needs no bookkeeping of its own.
 */
final class Horizons {
    private record Horizon(Moment moment, QuotaTree tree) {}

    private final List<Horizon> all = new ArrayList<>();

    Horizons(QuotaShape shape, Collection<Instant> reservations) {
        all.add(new Horizon(Moment.NOW, new QuotaTree(shape)));
        all.add(new Horizon(Moment.SETTLED, new QuotaTree(shape)));
        for (Instant start : new TreeSet<>(reservations)) all.add(new Horizon(Moment.at(start), new QuotaTree(shape)));
    }

    void place(Hold hold) {
        for (Horizon h : all) h.tree.add(hold.team(), hold.at(h.moment));
    }

    void lift(Hold hold) {
        for (Horizon h : all) h.tree.add(hold.team(), -hold.at(h.moment));
    }

    /** What a team could be given from one moment to an instant, taking nothing from anyone. */
    int available(QuotaNode team, Moment from, Instant until) {
        int least = Integer.MAX_VALUE;
        for (Horizon h : all) if (sees(h, from, until)) least = Math.min(least, h.tree.available(team));
        return least;
    }

    /** The same if no borrowing limit were set anywhere. */
    int availableWithoutBorrowingLimits(QuotaNode team, Moment from, Instant until) {
        int least = Integer.MAX_VALUE;
        for (Horizon h : all)
            if (sees(h, from, until)) least = Math.min(least, h.tree.availableWithoutBorrowingLimits(team));
        return least;
    }

    private static boolean sees(Horizon h, Moment from, Instant until) {
        int order = h.moment.compareTo(from);
        return order == 0 || order > 0 && h.moment.isBefore(until);
    }

    QuotaTree now() {
        return all.getFirst().tree;
    }

    QuotaTree at(Moment moment) {
        for (Horizon h : all) if (h.moment.equals(moment)) return h.tree;
        throw new IllegalArgumentException("not a horizon: " + moment);
    }

    /** Whether somebody reserved for later. */
    boolean reserve() {
        return all.size() > 2;
    }
}
