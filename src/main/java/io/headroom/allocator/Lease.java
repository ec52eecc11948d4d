package io.headroom.allocator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A held lease while plans are made: what it holds, and what it was told to give back. */
final class Lease implements Hold {
    /**
     * Within a team, who goes first (R8): lowest priority, least often reclaimed, cheapest to stop, newest, id.
     */
    static final Comparator<Lease> RECLAIM_ORDER = Lease::byReclaim;

    private final Held held;
    private final QuotaNode team;
    private final TeamRules rules;
    private final List<Leaving> leaving = new ArrayList<>(0);
    private int gpus;
    private boolean resting;

    /**
     * GPUs on their way out.
     *
     * @param from from when on they count as gone
     * @param toldAt when the lease is told; after now, it does not know yet
     */
    record Leaving(Notice notice, Moment from, Instant toldAt) {
        boolean isToldBy(Instant now) {
            return !toldAt.isAfter(now);
        }
    }

    Lease(Held held, QuotaNode team, TeamRules rules) {
        this.held = held;
        this.team = team;
        this.rules = rules;
        this.gpus = held.gpus();
    }

    /** In one method and not as a chain of comparators: long rosters are sorted by it, and a chain takes twice as long. */
    private static int byReclaim(Lease one, Lease other) {
        Held a = one.held;
        Held b = other.held;
        int order = Integer.compare(a.priority(), b.priority());
        if (order == 0) order = Integer.compare(a.timesReclaimed(), b.timesReclaimed());
        if (order == 0) order = Integer.compare(costOfStopping(a.kind()), costOfStopping(b.kind()));
        if (order == 0) order = b.startedAt().compareTo(a.startedAt());
        return order != 0 ? order : a.id().compareTo(b.id());
    }

    private static int costOfStopping(Kind kind) {
        return switch (kind) {
            case TRAINING, PREPROCESSING -> 0;
            case INTERACTIVE -> 1;
            case INFERENCE -> 2;
        };
    }

    @Override
    public QuotaNode team() {
        return team;
    }

    /** A lease that would keep less than it can work with keeps nothing. */
    @Override
    public int at(Moment moment) {
        if (!moment.isBefore(held.endsAt())) return 0;
        if (leaving.isEmpty()) return gpus;
        int left = gpus;
        for (Leaving l : leaving) if (moment.compareTo(l.from) >= 0) left -= l.notice.gpus();
        return orNothing(left);
    }

    private int orNothing(int left) {
        return left < minGpus() ? 0 : left;
    }

    Held held() {
        return held;
    }

    /** The lease as it is now, for the next world. */
    Held asHeld() {
        return resting ? held.lent(gpus) : held.holding(gpus);
    }

    String id() {
        return held.id();
    }

    int gpus() {
        return gpus;
    }

    /** The fewest it can work with; what is left, if devices failed under it. */
    int minGpus() {
        return Math.min(held.range().min(), gpus);
    }

    /** The sizes it can work with; never fewer than it needs, or than what failed devices left of it. */
    Range range() {
        return held.range().within(minGpus());
    }

    /** What it holds once it has given back all it was or will be told to. */
    int remaining() {
        if (leaving.isEmpty()) return gpus;
        int left = gpus;
        for (Leaving l : leaving) left -= l.notice.gpus();
        return orNothing(left);
    }

    /** What it holds once it has given back all that it knows of. */
    int remainingAsTold(Instant now) {
        int left = gpus;
        for (Leaving l : leaving) if (l.isToldBy(now)) left -= l.notice.gpus();
        return orNothing(left);
    }

    /** What it was told to give back to nobody in particular because it does not use it (R12). */
    int leavingUnused() {
        return leavingIdle(false);
    }

    private int leavingIdle(boolean lent) {
        return leaving.stream()
                .map(Leaving::notice)
                .filter(notice -> notice.reason() == ReclaimReason.IDLE && notice.isLoan() == lent)
                .mapToInt(Notice::gpus)
                .sum();
    }

    /** Whether what it was told to lend is not measured idle any more (R11). */
    boolean lendsWhatItUses() {
        return !isLendable(leavingIdle(true));
    }

    /** Whether so many of those it has left are idle and may be borrowed. */
    boolean isLendable(int count) {
        return count <= Math.max(0, held.use().lendable() - (held.gpus() - gpus));
    }

    /** How many it could keep busy; while it lends, no more than it has left. */
    int wanted() {
        return resting ? Math.min(held.use().wanted(), gpus) : held.use().wanted();
    }

    /** What it could give back and go on working. */
    int surplus() {
        return Math.max(0, remaining() - minGpus());
    }

    /** How many it has to give back, so that at least that many leave and it can work with the rest; 0 if it cannot. */
    int givingAtLeast(int count) {
        int remaining = remaining();
        int kept = range().atMost(remaining - count);
        return kept == 0 ? 0 : remaining - kept;
    }

    /** The most it can give back and go on working, but no more than that many. */
    int givingAtMost(int count) {
        int remaining = remaining();
        for (int gives = Math.min(count, remaining - minGpus()); gives > 0; gives--)
            if (range().atMost(remaining - gives) == remaining - gives) return gives;
        return 0;
    }

    /** Idle GPUs it was not yet told to give back. */
    int idle() {
        return Math.max(0, held.use().idle() - (held.gpus() - remaining()));
    }

    /** What others may borrow of it, and it was not yet told to lend (R11). */
    int lendable() {
        return Math.max(0, held.use().lendable() - (held.gpus() - remaining()));
    }

    boolean isElastic() {
        return minGpus() < gpus;
    }

    void lose(int lost) {
        gpus -= lost;
    }

    /** It does not ask for what it just lent. */
    void rest() {
        resting = true;
    }

    void gain(int more) {
        gpus += more;
    }

    void tell(Leaving notice) {
        leaving.add(notice);
    }

    void callOff(Leaving notice) {
        leaving.remove(notice);
    }

    List<Leaving> leaving() {
        return leaving;
    }

    Instant protectedUntil() {
        return held.startedAt().plus(rules.minimumRuntime());
    }

    /** The notice it gets before its GPUs leave. */
    Duration grace() {
        return rules.grace(held.kind());
    }

    TeamRules rules() {
        return rules;
    }
}
