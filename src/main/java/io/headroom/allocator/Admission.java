package io.headroom.allocator;

import io.headroom.allocator.Asks.Ask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Answers requests, one after the other (R1, R5, R6, R7, R10, R13, R15, R16, R17): grants what fits, takes back what a
 * team is owed, keeps what was freed for the one it was freed for, and lets everybody else wait.
 */
final class Admission {
    /**
     * GPUs for a request, now.
     *
     * @param before how many the team borrowed before
     * @param borrowed how many of these it borrows
     */
    record Grant(Waiting request, Book book, Lease lease, int before, int borrowed) {
        int gpus() {
            return lease.held().gpus();
        }
    }

    private static final Comparator<Ask> LAST_BY_R8_FIRST =
            Comparator.comparing(Ask::lease, Lease.RECLAIM_ORDER).reversed();

    private final Bids bids;
    private final Map<String, Integer> timesReclaimed;
    private final Asks asks;
    private final WaitingRoom room;
    private final Strategies strategies;
    private final Map<String, Grant> granted = new LinkedHashMap<>();
    private final Map<String, Bid> secured = new LinkedHashMap<>();
    private boolean sparing = true;
    private boolean refusedBefore;
    private boolean overtaken;

    /** @param timesReclaimed how often a request was made to yield before */
    Admission(Bids bids, Asks asks, WaitingRoom room, Strategies strategies, Map<String, Integer> timesReclaimed) {
        this.bids = bids;
        this.timesReclaimed = timesReclaimed;
        this.asks = asks;
        this.room = room;
        this.strategies = strategies;
    }

    /** Opens the counter: what came or comes free for a taker is kept for it, whoever is served first (R10). */
    void open() {
        room.singles().forEach(this::releaseAll);
        room.singles().stream().filter(this::isTaker).sorted(Line.FIRST_COME).forEach(taker -> bidsOf(taker)
                .forEach(this::keepOwed));
    }

    /**
     * Once more for those who still wait: what was only planned for a reservation, and nobody was told, is open again.
     *
     * @param spare whether to put back who turned out not to be needed
     */
    void newPass(boolean spare) {
        sparing = spare;
        refusedBefore = false;
        overtaken = false;
        bids.books().values().forEach(book -> book.forgetBlocksBut(null));
        room.newPass();
        room.singles().forEach(asks::forgetUntold);
    }

    /** Whether GPUs were or are being reclaimed for a request, or what others give back is enough for it too. */
    boolean isTaker(Waiting request) {
        return request.takes() != null || secured.containsKey(request.id());
    }

    /** What it asks of each flavor it accepts. */
    List<Bid> bidsOf(Waiting request) {
        return bids.of(request);
    }

    /** How many GPUs a request was told that it gets; all it asks for, if it was told nothing yet. */
    private int aim(Waiting request) {
        if (secured.containsKey(request.id())) return secured.get(request.id()).gpus();
        return request.takes() == null ? request.gpus() : request.takes().gpus();
    }

    private void releaseAll(Waiting request) {
        bids.books().values().forEach(book -> book.release(request));
    }

    /** Answers a request anew: what it was promised before, and who was asked for it, is open again. */
    void serve(Waiting request) {
        boolean alone = room.isSingle(request);
        if (alone) releaseAll(request);
        List<Ask> told = alone ? asks.all(request) : List.of();
        Map<Book, List<Ask>> given = new LinkedHashMap<>();
        List<Bid> all = bidsOf(request);
        if (!told.isEmpty() || alone) for (Bid bid : all) given.put(bid.book(), asks.given(request, bid.book()));
        told.forEach(asks::callOff);
        int aim = aim(request);
        secured.remove(request.id());
        Map<Book, Instant> blocked = new LinkedHashMap<>();
        for (Bid bid : all) blocked.put(bid.book(), bid.book().blockedUntil());
        if (new Answer(request, all, given, aim).isPositive()) blocked.forEach(Book::forgetBlocksBut);
        else leaveWaiting(request, all);
    }

    private void leaveWaiting(Waiting request, List<Bid> all) {
        refusedBefore = true;
        room.refuse(request);
        for (Bid bid : all) {
            boolean starving = strategies.isElastic() && strategies.starvation().isStarving(bid);
            if (isTaker(request) && isAfter(request, bid.book()) || bids.isScheduled(request)) keepOwed(bid);
            else if (starving) keep(bid, request.gpus());
            else keep(bid, strategies.taking().keeps(bid));
        }
        room.refuse(request);
    }

    private static boolean isAfter(Waiting taker, Book book) {
        return taker.takes() == null
                || taker.takes().flavor().equals(book.flavor().name());
    }

    private void keepOwed(Bid bid) {
        if (!isAfter(bid.request(), bid.book())) return;
        int owed = Math.min(strategies.taking().owed(bid), aim(bid.request()));
        if (owed >= bid.request().minGpus()) keep(bid, owed);
    }

    private void keep(Bid bid, int most) {
        Waiting request = bid.request();
        int free = bid.book().horizons().available(bid.team(), bid.from(), request.endsAt());
        int kept = Math.min(Math.min(most, free), strategies.room(bid));
        if (kept <= 0) return;
        room.single(request);
        bid.book().release(request);
        bid.book().promise(new Claim(request, bid.team(), kept, bid.from()));
    }

    /** One request at the counter, and who already gives back for it. */
    private final class Answer {
        private final Waiting request;
        private final List<Bid> all;
        private final Map<Book, List<Ask>> given;
        private final int aim;

        Answer(Waiting request, List<Bid> all, Map<Book, List<Ask>> given, int aim) {
            this.request = request;
            this.all = all;
            this.given = given;
            this.aim = aim;
        }

        boolean isPositive() {
            if (request.choice().policy() == FlavorPolicy.PREFER_STARTING) return oneOf(all);
            for (Bid bid : all) if (oneOf(List.of(bid))) return true;
            return false;
        }

        /** What fits in full beats reclaiming, and reclaiming beats starting with less, in Kueue only for more (R16, R17). */
        private boolean oneOf(List<Bid> some) {
            for (Bid bid : some) if (fits(bid) >= request.gpus()) return grant(bid, request.gpus());
            for (Bid bid : some) if (aim < request.gpus() && secure(bid.sized(aim))) return true;
            for (Bid bid : some) if (secure(bid)) return true;
            if (request.minGpus() == request.gpus()) return false;
            if (strategies.isKueue()) return some.stream().anyMatch(this::largest);
            for (Bid bid : some) if (request.atMost(fits(bid)) > 0) return grant(bid, request.atMost(fits(bid)));
            for (Bid bid : some) if (secureLess(bid)) return true;
            return false;
        }

        private int fits(Bid bid) {
            if (bids.isScheduled(request)) return 0;
            int free = bid.book().horizons().available(bid.team(), Moment.NOW, request.endsAt());
            return Math.min(free, strategies.room(bid));
        }

        private boolean grant(Bid bid, int gpus) {
            QuotaTree tree = bid.book().horizons().now();
            int before = Math.max(0, tree.excess(bid.team()));
            room.remove(request);
            overtaken |= refusedBefore;
            Lease lease = lease(bid, gpus);
            bid.book().open(lease);
            int borrowed = Math.max(0, tree.excess(bid.team())) - before;
            granted.put(request.id(), new Grant(request, bid.book(), lease, before, borrowed));
            return true;
        }

        /** It is held from now on, as young as a lease can be. */
        private Lease lease(Bid bid, int gpus) {
            int times = timesReclaimed.getOrDefault(request.id(), 0);
            Held held = request.granted(bid.book().flavor().name(), gpus, times, bids.now());
            return new Lease(held, bid.team(), bid.rules());
        }

        /** As much as its team is owed, if that is enough to work with. */
        private boolean secureLess(Bid bid) {
            int owed = request.atMost(Math.min(strategies.taking().owed(bid), request.gpus() - 1));
            return owed > 0 && secure(bid.sized(owed))
                    || owed > request.minGpus() && secure(bid.sized(request.minGpus()));
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
            boolean delayed = request.submittedAt().plus(request.reclaimDelay()).isAfter(bids.now());
            if (delayed
                    || bid.gpus() > strategies.room(bid)
                    || bid.gpus() > strategies.taking().owed(bid)) return false;
            List<Ask> running = given.getOrDefault(bid.book(), List.of());
            running.forEach(asks::tell);
            List<Victim> victims =
                    bid.isServed() ? List.of() : strategies.taking().victims(bid);
            if (victims.isEmpty() && !bid.isServed()) {
                running.forEach(asks::callOff);
                return false;
            }
            room.single(request);
            victims.forEach(victim -> asks.tellInOne(ask(victim, bid)));
            if (sparing) putBackUnneeded(running, bid::isServed);
            bid.book().promise(new Claim(request, bid.team(), bid.gpus(), bid.from()));
            room.refuse(request);
            boolean soon =
                    bid.from().equals(Moment.SETTLED) || !asks.told(request).isEmpty();
            if (soon) secured.put(request.id(), bid);
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
    }

    private Ask ask(Victim victim, Bid bid) {
        Lease lease = victim.lease();
        Instant told = bid.toldAt(lease);
        ReclaimReason reason = bid.from().start() != null ? ReclaimReason.RESERVATION : reason(victim, bid.book());
        Instant deadline = told.plus(lease.grace());
        Notice notice = new Notice(lease.id(), victim.gpus(), bid.request().id(), reason, deadline);
        return asks.of(bid.book(), lease, new Lease.Leaving(notice, bid.from(), told), victim.stage());
    }

    /** Why a lease has to go: its team holds too much since something was taken from it, or others have the right. */
    private static ReclaimReason reason(Victim victim, Book book) {
        QuotaNode team = victim.lease().team();
        int used = book.horizons().now().used(team);
        if (victim.reason() == ReclaimReason.PRIORITY_IN_TEAM) return victim.reason();
        if (used <= team.quota().nominal()) return ReclaimReason.CAPACITY_LOST;
        boolean overLimit = team.quota().borrowingLimit() != Quota.UNLIMITED
                && used > book.shape().most(team);
        return overLimit ? ReclaimReason.QUOTA_CHANGED : victim.reason();
    }

    /** The bid that decides a request's place in the queue; null if nothing it accepts exists. */
    Bid firstBid(Waiting request) {
        return bids.first(request);
    }

    /** What is on its way to a request, or null if nothing or not all of it is. */
    Bid onItsWay(Waiting request) {
        Bid bid = secured.get(request.id());
        return bid != null && bid.book().promised(request) == bid.gpus() ? bid : null;
    }

    /** Whether somebody was granted GPUs in this pass after somebody else was refused: a new lease may be taken from. */
    boolean isOvertaken() {
        return overtaken;
    }

    /** Requests that GPUs are being reclaimed for, with what they get. */
    Map<String, Bid> secured() {
        return secured;
    }

    List<Grant> granted() {
        return new ArrayList<>(granted.values());
    }
}
