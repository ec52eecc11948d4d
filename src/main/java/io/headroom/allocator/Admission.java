package io.headroom.allocator;

import io.headroom.allocator.Asks.Ask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Serves requests, one after the other (R1, R5, R6, R10, R15): what fits is granted, what is owed is taken back, and what
 * was freed for one is kept for it; everybody else waits.
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

    private final Collection<Book> books;
    private final Instant now;
    private final Arrivals arrivals;
    private final WaitingRoom room;
    private final Asks asks;
    private final Strategies strategies;
    private final Map<String, Grant> granted = new LinkedHashMap<>();
    private final Map<String, Bid> secured = new LinkedHashMap<>();
    private boolean open;
    private boolean sparing = true;
    private boolean refusedBefore;
    private boolean overtaken;
    private int changes;

    Admission(Collection<Book> books, Instant now, Arrivals arrivals, Asks asks, Strategies strategies) {
        this.books = books;
        this.now = now;
        this.arrivals = arrivals;
        this.room = arrivals.room();
        this.asks = asks;
        this.strategies = strategies;
    }

    /** Opens the counter, once: what came or comes free for a taker is kept for it, whoever is served first (R10). */
    void open() {
        if (open) return;
        open = true;
        room.singles().forEach(this::releaseAll);
        takers().filter(this::isTaker).forEach(taker -> bidsOf(taker).forEach(this::keepOwed));
    }

    /** Before anybody gives back for them, takers start with what is there, or need less of it than they did (R9). */
    void serveTakers() {
        open();
        takers().forEach(this::serve);
    }

    /** Those that others give back for, and then those that take what these leave. */
    private Stream<Waiting> takers() {
        return room.singles().stream()
                .filter(request -> isTaker(request) || asks.concern(request))
                .sorted(Comparator.comparing((Waiting taker) -> !asks.concern(taker))
                        .thenComparing(Line.FIRST_COME));
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
        books.forEach(book -> book.forgetBlocksBut(null));
        room.newPass();
        room.singles().forEach(asks::forgetUntold);
    }

    /** Whether GPUs were or are being reclaimed for a request, or what others give back is enough for it too. */
    boolean isTaker(Waiting request) {
        return request.takes() != null || !secured.isEmpty() && secured.containsKey(request.id());
    }

    /** What it asks of each flavor it accepts. */
    List<Bid> bidsOf(Waiting request) {
        return room.bids(request, now);
    }

    /** What it asks of each flavor it accepts. */
    List<Bid> bidsOf(Place place) {
        return room.bids(place, now);
    }

    /** How many GPUs a request was told that it gets; all it asks for, if it was told nothing yet. */
    private int aim(Waiting request) {
        if (secured.containsKey(request.id())) return secured.get(request.id()).gpus();
        return request.takes() == null ? request.gpus() : request.takes().gpus();
    }

    private void releaseAll(Waiting request) {
        books.forEach(book -> book.release(request));
    }

    /** Answers a request. */
    void serve(Waiting request) {
        if (room.isSingle(request)) reconsider(request);
        else conclude(new Answer(this, request, bidsOf(request), Map.of(), request.gpus()));
    }

    /** What it was promised before, and who was asked for it, is open again. */
    private void reconsider(Waiting request) {
        int before = changes++;
        List<Bid> bids = bidsOf(request);
        List<Object> had = what(request, bids);
        answerAnew(request, bids);
        boolean same = !granted.containsKey(request.id()) && what(request, bids).equals(had);
        if (same) changes = before;
    }

    /** What is kept for a request and who gives back for it. */
    private List<Object> what(Waiting request, List<Bid> bids) {
        List<Object> what = new ArrayList<>(bids.size() + 1);
        if (asks.concern(request)) what.addAll(asks.all(request));
        for (Bid bid : bids) what.add(bid.book().claim(request));
        what.add(secured.get(request.id()));
        return what;
    }

    private void answerAnew(Waiting request, List<Bid> bids) {
        releaseAll(request);
        Map<Book, List<Ask>> given = asks.concern(request) ? callOff(request, bids) : Map.of();
        int aim = aim(request);
        secured.remove(request.id());
        conclude(new Answer(this, request, bids, given, aim));
    }

    /** Nobody gives back for it any more; returns who did. */
    private Map<Book, List<Ask>> callOff(Waiting request, List<Bid> bids) {
        Map<Book, List<Ask>> given = new LinkedHashMap<>();
        for (Bid bid : bids) given.put(bid.book(), asks.given(request, bid.book()));
        asks.all(request).forEach(asks::callOff);
        return given;
    }

    private void conclude(Answer answer) {
        List<Bid> bids = answer.bids();
        Instant[] blocked = new Instant[bids.size()];
        for (int i = 0; i < blocked.length; i++) blocked[i] = bids.get(i).book().blockedUntil();
        if (!answer.isPositive()) {
            leaveWaiting(answer.request(), bids);
            return;
        }
        changes++;
        for (int i = 0; i < blocked.length; i++) bids.get(i).book().forgetBlocksBut(blocked[i]);
    }

    private void leaveWaiting(Waiting request, List<Bid> bids) {
        refusedBefore = true;
        room.refuse(request);
        for (Bid bid : bids) {
            boolean starving = strategies.isElastic() && strategies.starvation().isStarving(bid);
            if (isTaker(request) && isAfter(request, bid.book()) || Bids.isScheduled(request, now)) keepOwed(bid);
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
        int aim = aim(bid.request());
        int owed = Math.min(strategies.taking().owed(bid), aim);
        if (owed >= bid.request().minGpus()) keep(bid, owed);
        else if (isTaker(bid.request()) && bid.sized(aim).isServed()) keep(bid, aim);
    }

    private void keep(Bid bid, int most) {
        Waiting request = bid.request();
        int free = bid.book().horizons().available(bid.team(), bid.from(), request.endsAt());
        int kept = Math.min(Math.min(most, free), strategies.room(bid));
        if (kept <= 0) return;
        changes++;
        room.single(request);
        bid.book().release(request);
        bid.book().promise(bid.claim(kept));
    }

    /** The request holds its GPUs from now on, as young as a lease can be. */
    void grant(Bid bid, int gpus) {
        Waiting request = bid.request();
        QuotaTree tree = bid.book().horizons().now();
        int before = Math.max(0, tree.excess(bid.team()));
        room.remove(request);
        overtaken |= refusedBefore;
        int times = arrivals.timesReclaimed(request.id());
        Waiting ending = request.endingAt(arrivals.endOf(request, now));
        Held held = ending.granted(bid.book().flavor().name(), gpus, times, now);
        Lease lease = new Lease(held, bid.team(), bid.rules());
        bid.book().open(lease);
        int borrowed = Math.max(0, tree.excess(bid.team())) - before;
        granted.put(request.id(), new Grant(request, bid.book(), lease, before, borrowed));
    }

    /** What others were asked for is promised to the request. */
    void secure(Bid bid) {
        Waiting request = bid.request();
        room.single(request);
        bid.book().promise(bid.claim(bid.gpus()));
        room.refuse(request);
        boolean soon = bid.from().equals(Moment.SETTLED) || !asks.told(request).isEmpty();
        if (soon) secured.put(request.id(), bid);
    }

    /**
     * Puts back whoever nobody's promise needs: a lease that was asked in parts for several requests, and in the end goes
     * entirely, gives more than the parts.
     *
     * @param anybody whether to look at all that were asked, and not just at those
     */
    void spareUnneeded(boolean anybody) {
        asks.toldNow().forEach(asks::tellAll);
        asks.told().stream()
                .filter(ask -> ask.notice().forRequest() != null)
                .filter(ask -> anybody || ask.lease().leaving().size() > 1)
                .sorted(Answer.LAST_BY_R8_FIRST)
                .forEach(ask -> asks.spareIf(() -> secured.values().stream().allMatch(Admission::holds), ask));
    }

    private static boolean holds(Bid bid) {
        Claim claim = bid.book().claim(bid.request());
        if (claim == null) return true;
        bid.book().release(bid.request());
        boolean holds = bid.isServed();
        bid.book().promise(claim);
        return holds;
    }

    Instant now() {
        return now;
    }

    Asks asks() {
        return asks;
    }

    Strategies strategies() {
        return strategies;
    }

    /** Whether to put back who turned out not to be needed. */
    boolean isSparing() {
        return sparing;
    }

    /** Moves whenever an answer changed what others may get. */
    int changes() {
        return changes;
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
