package io.headroom.allocator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * Which leases give back (R8): what is idle-held; then elastic surplus; then whole leases of the team furthest above its
 * guarantee. Then every victim that turns out not to be needed is put back: the set is inclusion-minimal.
 *
 * <p>A team is only asked while it is above its guarantee. A lease that can shrink is asked for no more than its team's
 * excess; one that is all or nothing goes entirely, even where it straddles the guarantee.
 */
final class Victims {
    /** Why a lease was chosen, cheapest first. */
    enum Stage {
        IDLE,
        SURPLUS,
        FURTHEST_ABOVE
    }

    /** One lease that gives back. */
    record Victim(Lease lease, int gpus, Stage stage) {}

    /** A team above its guarantee, and its leases that were not asked yet in this stage. */
    private record Line(String team, int excess, Iterator<Lease> leases) {}

    private final Book book;
    private final ReclaimRight right;
    private final Instant from;
    private final BooleanSupplier enough;
    private final Map<Lease, Victim> chosen = new LinkedHashMap<>();
    private final Map<Lease, Lease.Leaving> marks = new LinkedHashMap<>();

    Victims(Book book, ReclaimRight right, Instant from, BooleanSupplier enough) {
        this.book = book;
        this.right = right;
        this.from = from;
        this.enough = enough;
    }

    /** The victims, in the order they were chosen; none if even all of them together are not enough. */
    List<Victim> choose() {
        for (Stage stage : Stage.values()) if (!enough.getAsBoolean()) take(stage);
        if (enough.getAsBoolean()) putBack();
        else chosen.clear();
        marks.forEach(book::callOff);
        return List.copyOf(chosen.values());
    }

    private void take(Stage stage) {
        PriorityQueue<Line> lines = linesAboveGuarantee(stage);
        while (!lines.isEmpty() && !enough.getAsBoolean()) {
            Line line = lines.poll();
            int taken = takeOne(line, stage);
            int excess = line.excess - taken;
            if (taken > 0 && excess > 0) lines.add(new Line(line.team, excess, line.leases));
        }
    }

    private PriorityQueue<Line> linesAboveGuarantee(Stage stage) {
        PriorityQueue<Line> lines = new PriorityQueue<>(
                Comparator.comparingInt(Line::excess).reversed().thenComparing(Line::team));
        QuotaTree tree = book.horizons().at(from);
        book.roster().of(stage).forEach((team, leases) -> {
            int excess = tree.excess(team) - book.promisedTo(team, from);
            if (excess > 0) lines.add(new Line(team, excess, leases.iterator()));
        });
        return lines;
    }

    private int takeOne(Line line, Stage stage) {
        while (line.leases.hasNext()) {
            Lease lease = line.leases.next();
            int gpus = lease.at(from) == 0 ? 0 : offered(lease, line.excess, stage);
            if (gpus == 0) continue;
            Victim before = chosen.get(lease);
            mark(new Victim(lease, gpus + (before == null ? 0 : before.gpus), stage));
            return gpus;
        }
        return 0;
    }

    private int offered(Lease lease, int excess, Stage stage) {
        int surplus = right.mayShrink(lease) ? Math.min(lease.surplus(), excess) : 0;
        int rest = lease.surplus() == 0 && right.mayStop(lease) ? lease.remaining() : 0;
        return switch (stage) {
            case IDLE -> lease.idle() >= lease.remaining() ? Math.max(surplus, rest) : Math.min(surplus, lease.idle());
            case SURPLUS -> surplus;
            case FURTHEST_ABOVE -> rest;
        };
    }

    private void putBack() {
        List<Victim> latestFirst = new ArrayList<>(chosen.values()).reversed();
        for (Victim victim : latestFirst) {
            unmark(victim.lease);
            int needed = fewestNeeded(victim);
            Stage stage = needed < victim.gpus && victim.stage == Stage.FURTHEST_ABOVE ? Stage.SURPLUS : victim.stage;
            if (needed > 0) mark(new Victim(victim.lease, needed, stage));
            else chosen.remove(victim.lease);
        }
    }

    /** The fewest GPUs of a victim that are enough: a part of its surplus if that does, else all it was asked for. */
    private int fewestNeeded(Victim victim) {
        int low = 0;
        int high = Math.min(victim.gpus, victim.lease.surplus() + 1);
        while (low < high) {
            int middle = (low + high) / 2;
            if (wouldDo(victim, middle)) high = middle;
            else low = middle + 1;
        }
        return low > victim.lease.surplus() ? victim.gpus : low;
    }

    private boolean wouldDo(Victim victim, int gpus) {
        mark(new Victim(victim.lease, gpus, victim.stage));
        boolean does = enough.getAsBoolean();
        unmark(victim.lease);
        return does;
    }

    private void mark(Victim victim) {
        unmark(victim.lease);
        Lease.Leaving mark = new Lease.Leaving(
                new Notice(victim.lease.id(), victim.gpus, null, null, Instant.MAX), from, book.now());
        book.tell(victim.lease, mark);
        marks.put(victim.lease, mark);
        chosen.put(victim.lease, victim);
    }

    private void unmark(Lease lease) {
        Lease.Leaving mark = marks.remove(lease);
        if (mark != null) book.callOff(lease, mark);
    }
}
