package io.headroom.allocator;

import io.headroom.allocator.Asks.Ask;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * One request at the counter (R1, R7, R13, R16, R17): it starts with what fits, or others are asked to give back, or it
 * waits. Flavors are tried in its order.
 */
final class Answer {
    static final Comparator<Ask> LAST_BY_R8_FIRST =
            Comparator.comparing(Ask::lease, Lease.RECLAIM_ORDER).reversed();

    private final Admission admission;
    private final Asks asks;
    private final Strategies strategies;
    private final Waiting request;
    private final List<Bid> bids;
    private final Map<Book, List<Ask>> given;
    private final int aim;

    /**
     * @param given who gives back for it already
     * @param aim how many GPUs it was told that it gets
     */
    Answer(Admission admission, Waiting request, List<Bid> bids, Map<Book, List<Ask>> given, int aim) {
        this.admission = admission;
        this.asks = admission.asks();
        this.strategies = admission.strategies();
        this.request = request;
        this.bids = bids;
        this.given = given;
        this.aim = aim;
    }

    Waiting request() {
        return request;
    }

    List<Bid> bids() {
        return bids;
    }

    /** Whether it starts, or is going to; if not, nothing changed. */
    boolean isPositive() {
        if (request.choice().policy() == FlavorPolicy.PREFER_STARTING) return oneOf(bids);
        for (Bid bid : bids) if (oneOf(List.of(bid))) return true;
        return false;
    }

    /** What fits in full beats reclaiming, and reclaiming beats starting with less, in Kueue only for more (R16, R17). */
    private boolean oneOf(List<Bid> some) {
        for (Bid bid : some) if (fits(bid) >= request.gpus()) return grant(bid, request.gpus());
        for (Bid bid : some) if (aim < request.gpus() && fits(bid) < aim && secure(bid.sized(aim))) return true;
        for (Bid bid : some) if (secure(bid)) return true;
        if (request.minGpus() == request.gpus()) return false;
        if (strategies.isKueue()) return some.stream().anyMatch(this::largest);
        for (Bid bid : some) if (request.atMost(fits(bid)) > 0) return grant(bid, request.atMost(fits(bid)));
        for (Bid bid : some) if (secureLess(bid)) return true;
        return false;
    }

    private int fits(Bid bid) {
        if (Bids.isScheduled(request, admission.now())) return 0;
        int free = bid.book().horizons().available(bid.team(), Moment.NOW, request.endsAt());
        return Math.min(free, strategies.room(bid));
    }

    private boolean grant(Bid bid, int gpus) {
        admission.grant(bid, gpus);
        return true;
    }

    /** As much as its team is owed or may borrow, if that is enough to work with. */
    private boolean secureLess(Bid bid) {
        int most = Math.max(strategies.taking().owed(bid), strategies.taking().borrowable(bid));
        int less = request.atMost(Math.min(most, request.gpus() - 1));
        return less > 0 && secure(bid.sized(less)) || less > request.minGpus() && secure(bid.sized(request.minGpus()));
    }

    /** Whether it is owed so many, or enough is lendable whatever it is owed (R11). */
    private boolean mayHave(Bid bid) {
        return bid.gpus() <= strategies.taking().owed(bid)
                || bid.gpus() <= strategies.taking().borrowable(bid);
    }

    /** By halving, the largest size that fits or can be taken. */
    private boolean largest(Bid bid) {
        int low = request.minGpus() - 1;
        int high = request.gpus() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (isPossible(bid, request.atMost(middle))) low = middle;
            else high = middle - 1;
        }
        int size = request.atMost(low);
        if (size == 0) return false;
        return fits(bid) >= size ? grant(bid, size) : secure(bid.sized(size));
    }

    private boolean isPossible(Bid bid, int size) {
        return fits(bid) >= size
                || !strategies.taking().victims(bid.sized(size)).isEmpty();
    }

    /** Takes back until the bid will fit in full; changes nothing if that cannot be had. */
    private boolean secure(Bid bid) {
        if (request.isDelayed(admission.now()) || bid.gpus() > strategies.room(bid) || !mayHave(bid)) return false;
        List<Ask> running = given.getOrDefault(bid.book(), List.of());
        running.forEach(asks::tell);
        List<Victim> victims = bid.isServed() ? List.of() : strategies.taking().victims(bid);
        if (victims.isEmpty() && !bid.isServed()) {
            running.forEach(asks::callOff);
            return false;
        }
        victims.forEach(victim -> asks.tellInOne(ask(victim, bid)));
        if (admission.isSparing() && !running.isEmpty()) putBackUnneeded(running, bid::isServed);
        admission.secure(bid);
        return true;
    }

    /** Puts back whoever was asked before and turns out not to be needed; not where the lease was asked for more. */
    private void putBackUnneeded(List<Ask> running, BooleanSupplier enough) {
        for (Ask ask : running.stream().sorted(LAST_BY_R8_FIRST).toList()) {
            boolean once = asks.all(request).stream()
                            .filter(other -> other.lease() == ask.lease())
                            .count()
                    == 1;
            if (once) asks.spareIf(enough, ask);
        }
    }

    private Ask ask(Victim victim, Bid bid) {
        Lease lease = victim.lease();
        Instant told = bid.toldAt(lease);
        ReclaimReason reason = bid.from().start() != null ? ReclaimReason.RESERVATION : reason(victim, bid.book());
        Instant deadline = told.plus(lease.grace());
        Notice notice = new Notice(lease.id(), victim.gpus(), request.id(), reason, deadline);
        return asks.of(bid.book(), lease, new Lease.Leaving(notice, bid.from(), told), victim.stage());
    }

    /** Why a lease has to go: its team holds too much since something was taken from it, or others have the right. */
    private static ReclaimReason reason(Victim victim, Book book) {
        QuotaNode team = victim.lease().team();
        int used = book.horizons().now().used(team);
        boolean whoever = victim.reason() == ReclaimReason.PRIORITY_IN_TEAM || victim.reason() == ReclaimReason.IDLE;
        if (whoever) return victim.reason();
        if (used <= team.quota().nominal()) return ReclaimReason.CAPACITY_LOST;
        boolean overLimit = team.quota().borrowingLimit() != Quota.UNLIMITED
                && used > team.quota().nominal() + team.quota().borrowingLimit();
        return overLimit ? ReclaimReason.QUOTA_CHANGED : victim.reason();
    }
}
