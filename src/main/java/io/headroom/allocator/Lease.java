package io.headroom.allocator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** A held lease while a plan is made: what it holds, and what it was told to give back. */
final class Lease implements Hold {
    /**
     * Within a team, who goes first (R8): lowest priority, least often reclaimed, cheapest to stop, newest, id.
     */
    static final Comparator<Lease> RECLAIM_ORDER = Comparator.comparingInt((Lease lease) -> lease.held.priority())
            .thenComparingInt(lease -> lease.held.timesReclaimed())
            .thenComparingInt(lease -> costOfStopping(lease.held.kind()))
            .thenComparing(lease -> lease.held.startedAt(), Comparator.reverseOrder())
            .thenComparing(lease -> lease.held.id());

    private final Held held;
    private final TeamRules rules;
    private final List<Leaving> leaving = new ArrayList<>();
    private int gpus;

    /**
     * GPUs on their way out.
     *
     * @param from from when on they count as gone
     * @param toldAt when the lease is told; after now, it does not know yet
     */
    record Leaving(Notice notice, Instant from, Instant toldAt) {}

    Lease(Held held, TeamRules rules) {
        this.held = held;
        this.rules = rules;
        this.gpus = held.gpus();
    }

    private static int costOfStopping(Kind kind) {
        return switch (kind) {
            case TRAINING, PREPROCESSING -> 0;
            case INTERACTIVE -> 1;
            case INFERENCE -> 2;
        };
    }

    @Override
    public String team() {
        return held.team();
    }

    /** A lease that would keep less than it can work with keeps nothing. */
    @Override
    public int at(Instant instant) {
        return instant.isBefore(held.endsAt()) ? without(l -> !instant.isBefore(l.from())) : 0;
    }

    private int without(Predicate<Leaving> gone) {
        int left = gpus;
        for (Leaving l : leaving) if (gone.test(l)) left -= l.notice().gpus();
        return left < minGpus() ? 0 : left;
    }

    Held held() {
        return held;
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

    /** What it holds once it has given back all it was or will be told to. */
    int remaining() {
        return without(_ -> true);
    }

    /** What it holds once it has given back all that it knows of. */
    int remainingAsTold(Instant now) {
        return without(l -> !l.toldAt().isAfter(now));
    }

    /** What it could give back and go on working. */
    int surplus() {
        return Math.max(0, remaining() - minGpus());
    }

    /** Idle GPUs it was not yet told to give back. */
    int idle() {
        return Math.max(0, held.use().idle() - (held.gpus() - remaining()));
    }

    void lose(int lost) {
        gpus -= lost;
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
}
