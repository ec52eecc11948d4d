package io.headroom.allocator;

import java.time.Duration;
import java.time.Instant;

/**
 * A request for GPUs that does not hold them.
 *
 * @param choice the flavors it accepts
 * @param gpus how many it asks for
 * @param range the sizes it can work with
 * @param reclaimDelay how long after submission it takes from nobody
 * @param submittedAt when it joined the queue; first come, first served among equals (R4)
 * @param startsAt when it wants to start, or null for now; it reserves its GPUs from then (R15)
 * @param endsAt when it would end if it started now
 * @param takes what is being reclaimed for it, or null: it goes first, and what came free is kept for it (R10)
 */
public record Waiting(
        String id,
        String team,
        Choice choice,
        int gpus,
        Range range,
        Profile profile,
        Duration reclaimDelay,
        Instant submittedAt,
        Instant startsAt,
        Instant endsAt,
        Takes takes) {
    public Waiting {
        if (gpus <= 0) throw new IllegalArgumentException("a request asks for at least one GPU: " + id);
        if (range.min() > gpus)
            throw new IllegalArgumentException(id + " asks for fewer than its minGpus " + range.min() + ": " + gpus);
    }

    public int minGpus() {
        return range.min();
    }

    public int priority() {
        return profile.priority();
    }

    public Kind kind() {
        return profile.kind();
    }

    /** What it asks for, or less of it that it can work with: at most that many; 0 if that is too few. */
    public int atMost(int count) {
        return count >= gpus ? gpus : range.atMost(count);
    }

    public Waiting taking(Takes reclaimed) {
        return new Waiting(
                id, team, choice, gpus, range, profile, reclaimDelay, submittedAt, startsAt, endsAt, reclaimed);
    }

    public Waiting endingAt(Instant end) {
        return new Waiting(id, team, choice, gpus, range, profile, reclaimDelay, submittedAt, startsAt, end, takes);
    }

    /** The request that a lease goes back to when it yields entirely. */
    public static Waiting again(Held lease) {
        return new Waiting(
                lease.id(),
                lease.team(),
                Choice.of(lease.flavor()),
                lease.gpus(),
                lease.range(),
                lease.profile(),
                Duration.ZERO,
                lease.startedAt(),
                null,
                lease.endsAt(),
                null);
    }

    /** The lease it becomes when it is granted that many. */
    public Held granted(String flavor, int count, int timesReclaimed, Instant now) {
        Range sizes = new Range(Math.min(range.min(), count), Math.max(range.max(), gpus), range.step());
        return new Held(id, team, flavor, count, sizes, profile, Held.Use.UNKNOWN, timesReclaimed, now, endsAt);
    }
}
