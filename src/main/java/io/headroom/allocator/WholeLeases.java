package io.headroom.allocator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Leases taken away whole, tentatively, until a bid fits: Kueue's way to look for victims. */
final class WholeLeases {
    /** Kueue's order of candidates: lowest priority, newest, id. */
    static final Comparator<Lease> ORDER = Comparator.comparingInt(
                    (Lease lease) -> lease.held().priority())
            .thenComparing(lease -> lease.held().startedAt(), Comparator.reverseOrder())
            .thenComparing(Lease::id);

    private final Bid bid;
    private final Map<Lease, Lease.Leaving> gone = new LinkedHashMap<>();

    WholeLeases(Bid bid) {
        this.bid = bid;
    }

    void take(Lease lease) {
        Notice notice = new Notice(lease.id(), lease.remaining(), null, null, Instant.MAX);
        Lease.Leaving mark = new Lease.Leaving(notice, bid.from(), bid.now());
        bid.book().tell(lease, mark);
        gone.put(lease, mark);
    }

    void putBack(Lease lease) {
        bid.book().callOff(lease, gone.remove(lease));
    }

    /** Puts back everybody who turns out not to be needed, the last but one first; the last is needed. */
    void fillBack(Fit fit) {
        List<Lease> taken = new ArrayList<>(gone.keySet());
        for (int i = taken.size() - 2; i >= 0; i--) {
            putBack(taken.get(i));
            if (!fit.fits()) take(taken.get(i));
        }
    }

    /** The victims; the book is as it was before. */
    List<Victim> concluded() {
        List<Lease> taken = List.copyOf(gone.keySet());
        restore();
        return taken.stream().map(this::victim).toList();
    }

    private Victim victim(Lease lease) {
        boolean own = lease.team() == bid.team();
        ReclaimReason reason = own ? ReclaimReason.PRIORITY_IN_TEAM : ReclaimReason.OWNER_RECLAIM;
        return new Victim(lease, lease.remaining(), Victims.Stage.FURTHEST_ABOVE, reason);
    }

    void restore() {
        List.copyOf(gone.keySet()).forEach(this::putBack);
    }

    /** Whether the bid fits as things are marked. */
    interface Fit {
        boolean fits();
    }
}
