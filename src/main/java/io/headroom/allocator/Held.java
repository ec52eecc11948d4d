package io.headroom.allocator;

import java.time.Instant;

/**
 * A lease that holds GPUs now.
 *
 * @param gpus how many it holds
 * @param range the sizes it can work with
 * @param use what is measured of its GPUs
 * @param timesReclaimed how often it was made to yield before; the least often goes first (R8)
 * @param startedAt when it got its GPUs
 * @param endsAt when its term ends
 */
public record Held(
        String id,
        String team,
        String flavor,
        int gpus,
        Range range,
        Profile profile,
        Use use,
        int timesReclaimed,
        Instant startedAt,
        Instant endsAt) {
    /**
     * What is measured of a lease's GPUs.
     *
     * @param idle how many of its GPUs are measured idle; they are taken first (R8)
     * @param lost how many of its GPUs sit on devices that are no longer capacity
     * @param wanted how many it could keep busy; it grows and shrinks toward that within its range (R12)
     * @param drained how many of its GPUs sit on devices that are no capacity any more but go on working until they are
     *     vacated
     * @param lendable how many of its idle GPUs others may borrow although its team holds them within nominal (R11)
     */
    public record Use(int idle, int lost, int wanted, int drained, int lendable) {
        /** Nothing is known to be idle or lost, and more would be welcome. */
        public static final Use UNKNOWN = new Use(0, 0, Integer.MAX_VALUE);

        /** None of them is to be vacated or may be borrowed. */
        public Use(int idle, int lost, int wanted) {
            this(idle, lost, wanted, 0, 0);
        }
    }

    public Held {
        if (gpus <= 0) throw new IllegalArgumentException("a held lease holds at least one GPU: " + id);
        if (range.min() > gpus)
            throw new IllegalArgumentException(id + " holds fewer than its minGpus " + range.min() + ": " + gpus);
    }

    public int priority() {
        return profile.priority();
    }

    public Kind kind() {
        return profile.kind();
    }

    /** The same lease with fewer or more GPUs; with fewer than its smallest size, that is its smallest size. */
    public Held holding(int count) {
        // What is to be vacated leaves first, and then what is idle.
        int leaving = Math.max(0, gpus - count);
        int drained = Math.max(0, use.drained - leaving);
        Use left = new Use(Math.min(use.idle, count), 0, use.wanted, drained, Math.max(0, use.lendable - leaving));
        return new Held(id, team, flavor, count, range.within(count), profile, left, timesReclaimed, startedAt, endsAt);
    }

    /** The same lease once others borrow the rest: it wants no more before it calls that back (R11). */
    public Held lent(int remaining) {
        Held left = holding(remaining);
        Use rests =
                new Use(left.use.idle, 0, Math.min(left.use.wanted, remaining), left.use.drained, left.use.lendable);
        return left.using(rests);
    }

    public Held using(Use measured) {
        return new Held(id, team, flavor, gpus, range, profile, measured, timesReclaimed, startedAt, endsAt);
    }

    public Held endingAt(Instant end) {
        return new Held(id, team, flavor, gpus, range, profile, use, timesReclaimed, startedAt, end);
    }
}
