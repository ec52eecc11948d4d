package io.headroom.allocator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The quota tree at the instants that matter: now; settled, when every notice given for a waiting request has been
 * carried out and every promise kept; and at the start of each reservation. A request fits if it fits at all of them
 * that it would live to see, so what is set aside for others (R10, R15) needs no bookkeeping of its own.
 */
final class Horizons {
    private record Horizon(Instant at, QuotaTree tree) {}

    private final List<Horizon> all = new ArrayList<>();

    Horizons(QuotaShape shape, Instant now, Collection<Instant> reservations) {
        all.add(new Horizon(now, new QuotaTree(shape)));
        all.add(new Horizon(settled(now), new QuotaTree(shape)));
        for (Instant start : new TreeSet<>(reservations)) all.add(new Horizon(start, new QuotaTree(shape)));
    }

    /** The instant that stands for "now, but with all notices carried out". */
    static Instant settled(Instant now) {
        return now.plusNanos(1);
    }

    void place(Hold hold) {
        for (Horizon h : all) h.tree.add(hold.team(), hold.at(h.at));
    }

    void lift(Hold hold) {
        for (Horizon h : all) h.tree.add(hold.team(), -hold.at(h.at));
    }

    /** What a team could be given from one instant to another, taking nothing from anyone. */
    int available(String team, Instant from, Instant until) {
        int least = Integer.MAX_VALUE;
        for (Horizon h : all) if (sees(h, from, until)) least = Math.min(least, h.tree.available(team));
        return least;
    }

    /** The same if no borrowing limit were set anywhere. */
    int availableWithoutBorrowingLimits(String team, Instant from, Instant until) {
        int least = Integer.MAX_VALUE;
        for (Horizon h : all)
            if (sees(h, from, until)) least = Math.min(least, h.tree.availableWithoutBorrowingLimits(team));
        return least;
    }

    private static boolean sees(Horizon h, Instant from, Instant until) {
        return !h.at.isBefore(from) && (h.at.isBefore(until) || h.at.equals(from));
    }

    QuotaTree now() {
        return all.getFirst().tree;
    }

    QuotaTree at(Instant instant) {
        for (Horizon h : all) if (h.at.equals(instant)) return h.tree;
        throw new IllegalArgumentException("not a horizon: " + instant);
    }
}
