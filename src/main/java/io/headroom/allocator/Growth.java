package io.headroom.allocator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Elastic leases grow toward what they could keep busy while GPUs are free and their own team waits for none (R12, R16): one step
 * at a time, always the lease of the team with the lowest weighted share. Growth beyond nominal is borrowing like any
 * other, and what may not be reclaimed grows only within it (R13).
 */
final class Growth {
    /**
     * More GPUs for a lease.
     *
     * @param before how many its team borrowed before
     * @param borrowed how many of these it borrows
     */
    record Growing(Book book, Lease lease, int gpus, int before, int borrowed) {}

    private record Candidate(Lease lease, double share) {}

    private static final Comparator<Candidate> LOWEST_SHARE_FIRST = Comparator.comparingDouble(Candidate::share)
            .thenComparing(c -> c.lease.held().startedAt())
            .thenComparing(c -> c.lease.id());

    private final Book book;
    private final Strategies strategies;
    private final Map<Lease, Growing> grown = new LinkedHashMap<>();

    Growth(Book book, Strategies strategies) {
        this.book = book;
        this.strategies = strategies;
    }

    List<Growing> grow(List<Lease> elastic) {
        PriorityQueue<Candidate> queue = new PriorityQueue<>(LOWEST_SHARE_FIRST);
        for (Lease lease : elastic) if (step(lease) > 0) queue.add(candidate(lease));
        while (!queue.isEmpty() && book.free() > 0) {
            Lease lease = queue.poll().lease;
            int step = step(lease);
            if (step == 0 || step > room(lease)) continue;
            add(lease, step);
            queue.add(candidate(lease));
        }
        return new ArrayList<>(grown.values());
    }

    private Candidate candidate(Lease lease) {
        return new Candidate(lease, book.share(lease.team(), book.excess(lease.team()) + step(lease)));
    }

    /** The next larger size it wants, less what it holds; 0 if there is none. */
    private static int step(Lease lease) {
        Range range = lease.range();
        int most = Math.min(range.max(), lease.wanted());
        if (!lease.leaving().isEmpty() || lease.gpus() >= most) return 0;
        int next = range.atMost(lease.gpus() + range.step());
        if (next <= lease.gpus()) next = range.max();
        return next <= most ? next - lease.gpus() : 0;
    }

    private int room(Lease lease) {
        QuotaNode team = lease.team();
        int free = book.horizons().available(team, Moment.NOW, lease.held().endsAt());
        return Math.min(free, strategies.room(book, lease));
    }

    private void add(Lease lease, int gpus) {
        QuotaTree tree = book.horizons().now();
        int before = Math.max(0, tree.excess(lease.team()));
        book.grow(lease, gpus);
        wakeWhoWaits(lease.team());
        int borrowed = Math.max(0, tree.excess(lease.team())) - before;
        grown.merge(lease, new Growing(book, lease, gpus, before, borrowed), Growth::together);
    }

    /** Who waits did not see that a team grew: it may take from it once the first that is too young is old enough (R9). */
    private void wakeWhoWaits(QuotaNode team) {
        for (Lease lease : book.roster().of(team))
            if (lease.protectedUntil().isAfter(book.now())) book.blockedUntil(lease.protectedUntil());
    }

    private static Growing together(Growing one, Growing other) {
        return new Growing(one.book, one.lease, one.gpus + other.gpus, one.before, one.borrowed + other.borrowed);
    }
}
