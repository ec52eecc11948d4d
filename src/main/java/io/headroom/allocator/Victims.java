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
 * fair share. Then every victim that turns out not to be needed is put back: the set is inclusion-minimal.
 *
 * <p>A lease that can shrink is asked for no more than its team may be asked for. One that only shrinks in steps gives its
 * smallest step, and one that is all or nothing goes entirely, even where that straddles.
 */
final class Victims {
    /** Why a lease was chosen, cheapest first. */
    enum Stage {
        IDLE,
        SURPLUS,
        /** Surplus that can only go in steps, where the smallest step straddles what the team may be asked for. */
        STEP,
        FURTHEST_ABOVE
    }

    /** A team that may be asked, and its leases that were not asked yet in this stage. */
    private record Line(QuotaNode team, int over, Iterator<Lease> leases) {}

    private static final Comparator<Line> FURTHEST_ABOVE_FIRST = (one, other) -> {
        int furthest = Integer.compare(other.over, one.over);
        return furthest != 0 ? furthest : one.team.name().compareTo(other.team.name());
    };

    private final Bid bid;
    private final BooleanSupplier enough;
    private final Map<Lease, Victim> chosen = new LinkedHashMap<>();
    private final Map<Lease, Lease.Leaving> marks = new LinkedHashMap<>();

    Victims(Bid bid) {
        this(bid, bid::isServed);
    }

    /** @param enough whether enough was given, as things are marked */
    Victims(Bid bid, BooleanSupplier enough) {
        this.bid = bid;
        this.enough = enough;
    }

    /** The victims by one right, in the order they were chosen; none if all of them together are not enough. */
    List<Victim> from(Source source) {
        if (source.isOpenTo(bid)) take(source, null);
        return concluded();
    }

    /** The victims by a right, and of what is lendable as much as that leaves no need to stop anything that works. */
    List<Victim> from(Source right, Lendable lendable) {
        boolean open = right.isOpenTo(bid);
        for (Stage stage : Stage.values()) {
            if (open) take(right, stage, null);
            if (stage == Stage.IDLE && lendable.isOpenTo(bid)) take(lendable, stage, null);
        }
        return concluded();
    }

    /** How many GPUs there would be for the bid if all that is lendable was lent. */
    int available(Lendable lendable) {
        if (!lendable.isOpenTo(bid)) return 0;
        take(lendable, Stage.IDLE, null);
        int gpus = bid.book()
                .horizons()
                .available(bid.team(), bid.from(), bid.request().endsAt());
        marks.forEach(bid.book()::callOff);
        return gpus;
    }

    /** The victims by two rights: of the first only until the second is open. */
    List<Victim> from(Source first, Source second) {
        if (first.isOpenTo(bid)) take(first, second);
        if (second.isOpenTo(bid)) take(second, null);
        return concluded();
    }

    /** The victims by two rights: of the second only what the first does not give. */
    List<Victim> fromBoth(Source first, Source second) {
        if (first.isOpenTo(bid)) take(first, null);
        if (second.isOpenTo(bid)) take(second, null);
        return concluded();
    }

    private List<Victim> concluded() {
        if (enough.getAsBoolean()) putBack();
        else chosen.clear();
        marks.forEach(bid.book()::callOff);
        return List.copyOf(chosen.values());
    }

    private void take(Source source, Source until) {
        for (Stage stage : Stage.values()) take(source, stage, until);
    }

    private void take(Source source, Stage stage, Source until) {
        PriorityQueue<Line> lines = lines(source, stage);
        while (!lines.isEmpty() && !enough.getAsBoolean() && (until == null || !until.isOpenTo(bid))) {
            Line line = lines.poll();
            if (takeOne(line, source, stage)) lines.add(line(line.team, line.leases, source));
        }
    }

    private PriorityQueue<Line> lines(Source source, Stage stage) {
        PriorityQueue<Line> lines = new PriorityQueue<>(FURTHEST_ABOVE_FIRST);
        Roster roster = bid.book().roster();
        if (!roster.hasAny(stage) || enough.getAsBoolean()) return lines;
        for (QuotaNode team : source.teams(bid)) {
            if (source.mayGive(team, bid) <= 0) continue;
            List<Lease> leases = roster.of(team, stage);
            if (!leases.isEmpty()) lines.add(line(team, leases.iterator(), source));
        }
        return lines;
    }

    private Line line(QuotaNode team, Iterator<Lease> leases, Source source) {
        return new Line(team, source.over(team, bid), leases);
    }

    private boolean takeOne(Line line, Source source, Stage stage) {
        int most = source.mayGive(line.team, bid);
        while (most > 0 && line.leases.hasNext()) {
            Lease lease = line.leases.next();
            if (lease.at(bid.from()) == 0 || !source.mayTake(lease, bid)) continue;
            int gpus = offered(lease, most, stage, source);
            if (gpus == 0) continue;
            Victim before = chosen.get(lease);
            mark(new Victim(lease, gpus + (before == null ? 0 : before.gpus()), stage, source.reason()));
            return true;
        }
        return false;
    }

    private int offered(Lease lease, int most, Stage stage, Source source) {
        int shrinks = bid.mayShrink(lease) ? Math.min(lease.surplus(), most) : 0;
        return switch (stage) {
            case IDLE ->
                source.unused(lease) >= lease.remaining()
                        ? allIdle(lease, most, shrinks, source)
                        : lease.givingAtMost(Math.min(shrinks, source.unused(lease)));
            case SURPLUS -> lease.givingAtMost(shrinks);
            case STEP -> step(lease, source);
            case FURTHEST_ABOVE -> whole(lease, source);
        };
    }

    /** All of it, and what turns out not to be needed stays; only its surplus where all would be more than is borrowed. */
    private int allIdle(Lease lease, int most, int shrinks, Source source) {
        boolean goes = lease.remaining() <= most && bid.mayStop(lease);
        return goes ? lease.remaining() : Math.max(lease.givingAtMost(shrinks), whole(lease, source));
    }

    private int step(Lease lease, Source source) {
        int gpus = bid.mayShrink(lease) && lease.surplus() > 0 ? lease.givingAtLeast(1) : 0;
        return gpus > 0 && source.mayStraddle(lease, gpus, bid) ? gpus : 0;
    }

    private int whole(Lease lease, Source source) {
        int gpus = lease.remaining();
        return lease.surplus() == 0 && bid.mayStop(lease) && source.mayStraddle(lease, gpus, bid) ? gpus : 0;
    }

    private void putBack() {
        List<Victim> latestFirst = new ArrayList<>(chosen.values()).reversed();
        for (Victim victim : latestFirst) {
            unmark(victim.lease());
            int needed = fewestNeeded(victim);
            boolean shrinks = needed < victim.gpus() && victim.stage() == Stage.FURTHEST_ABOVE;
            if (needed > 0) mark(victim.giving(needed, shrinks ? Stage.SURPLUS : victim.stage()));
            else chosen.remove(victim.lease());
        }
    }

    /** The fewest GPUs of a victim that are enough: a part of its surplus if that does, else all it was asked for. */
    private int fewestNeeded(Victim victim) {
        int low = 0;
        int high = Math.min(victim.gpus(), victim.lease().surplus() + 1);
        while (low < high) {
            int middle = (low + high) / 2;
            if (wouldDo(victim, given(victim.lease(), middle))) high = middle;
            else low = middle + 1;
        }
        int gives = given(victim.lease(), low);
        return low > victim.lease().surplus() || gives > victim.gpus() ? victim.gpus() : gives;
    }

    private static int given(Lease lease, int atLeast) {
        return atLeast == 0 ? 0 : Math.max(atLeast, lease.givingAtLeast(atLeast));
    }

    private boolean wouldDo(Victim victim, int gpus) {
        if (gpus > 0) mark(victim.giving(gpus, victim.stage()));
        boolean does = enough.getAsBoolean();
        unmark(victim.lease());
        return does;
    }

    private void mark(Victim victim) {
        unmark(victim.lease());
        Lease.Leaving mark = new Lease.Leaving(
                new Notice(victim.lease().id(), victim.gpus(), null, null, Instant.MAX), bid.from(), bid.now());
        bid.book().tell(victim.lease(), mark);
        marks.put(victim.lease(), mark);
        chosen.put(victim.lease(), victim);
    }

    private void unmark(Lease lease) {
        Lease.Leaving mark = marks.remove(lease);
        if (mark != null) bid.book().callOff(lease, mark);
    }
}
