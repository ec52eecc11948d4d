package io.headroom.allocator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A world that stays: it is fed with what happens and asked to decide, again and again, and applies to itself what it
 * decides. {@link Allocator#plan} opens one for a single plan; a replay of months keeps one.
 *
 * <p>Not for several threads at once.
 */
public final class Session {
    /** Answers settle in two or three passes. */
    private static final int MOST_PASSES = 30;

    /** Where two go on sparing each other's victims in turn, nobody is spared any more, and the answers settle. */
    private static final int SPARING_PASSES = 8;

    final Strategies strategies;
    final Map<String, Book> books = new LinkedHashMap<>();
    final Map<String, Team> teams = new HashMap<>();
    final WaitingRoom room = new WaitingRoom(new Bids(books));
    final Asks asks = new Asks();
    final List<Loan> loans;
    private final Demand demand;
    private final Arrivals arrivals;
    private final Tenancy tenancy;
    private final Duration lead;
    private boolean fresh = true;

    /** @throws IllegalArgumentException if the world names a team, cohort or flavor it does not have, or one twice */
    public Session(World world, Instant now) {
        this.strategies = Strategies.of(world.policy());
        this.loans = world.loans();
        WorldCheck.check(world);
        for (Team team : world.teams()) teams.put(team.name(), team);
        for (Flavor flavor : world.flavors()) {
            QuotaShape shape = QuotaShape.of(world, flavor);
            books.put(flavor.name(), new Book(flavor, shape, world.policy().historyWeight(), teams));
        }
        this.demand = new Demand(books);
        this.lead = Wakes.leadTime(teams.values());
        this.arrivals = new Arrivals(strategies, room, demand, lead);
        this.tenancy = new Tenancy(books, demand);
        world.leases().forEach(tenancy::open);
        for (Waiting request : world.waiting()) submit(request, now);
        for (Notice notice : world.notices()) remember(notice, now);
    }

    /** A request joins the queue. */
    public void submit(Waiting request, Instant now) {
        arrivals.submit(request, now);
    }

    /** A request leaves the queue, or a lease gives back everything before its end. Unknown ids change nothing. */
    public void end(String id) {
        arrivals.withdraw(id, books.values());
        tenancy.end(id, asks);
    }

    private void remember(Notice notice, Instant now) {
        for (Book book : books.values()) {
            Lease lease = book.lease(notice.lease());
            if (lease == null) continue;
            Waiting taker = notice.forRequest() == null ? null : room.get(notice.forRequest());
            Moment from = taker == null || !Bids.isScheduled(taker, now) ? Moment.SETTLED : Moment.at(taker.startsAt());
            asks.tell(asks.of(book, lease, new Lease.Leaving(notice, from, now), null));
        }
    }

    /** Decides what happens at an instant, no earlier than the one before, and makes it so. */
    public Round decide(Instant now) {
        asks.begin(now);
        books.values().forEach(book -> book.turnTo(now));
        arrivals.letIn(now, books.values());
        lookAhead(now);
        List<Waiting> tooEarly = arrivals.tooEarly();
        Admission admission = new Admission(books.values(), now, arrivals, asks, strategies);
        Settlement settlement = settle(admission, now);
        if (strategies.isElastic()) tenancy.coast(settlement);
        serve(admission);
        takeOver(admission);
        List<Growth.Growing> growing = strategies.isElastic() ? tenancy.grow(room, strategies) : List.of();
        settlement.requeued().forEach(arrivals::comesBack);
        return new Round(this, now, settlement.decisions(), admission, growing, tooEarly);
    }

    private Settlement settle(Admission admission, Instant now) {
        Settlement settlement = new Settlement(now, asks, arrivals::team);
        tenancy.expire(settlement, now);
        if (fresh) books.values().forEach(settlement::loseDevices);
        settlement.callOffNotices();
        if (settlement.isAnyNoticeDue()) admission.serveTakers();
        settlement.carryOutNotices();
        if (fresh && !strategies.isKueue()) books.values().forEach(settlement::cutToCapacity);
        if (fresh) books.values().stream().filter(book -> book.drained() > 0).forEach(settlement::vacate);
        fresh = false;
        tenancy.settle(settlement);
        return settlement;
    }

    /** Reservations that are near count from their start on (R15). */
    private void lookAhead(Instant now) {
        List<Waiting> near = room.singles().stream()
                .filter(request -> Bids.isScheduled(request, now))
                .toList();
        books.values().forEach(book -> book.reserve(starts(near, book)));
        room.endsMatter(!near.isEmpty());
        asks.arrive(now, arrivals::start);
    }

    private static Collection<Instant> starts(List<Waiting> near, Book book) {
        if (near.isEmpty()) return List.of();
        return near.stream()
                .filter(request ->
                        request.choice().flavors().contains(book.flavor().name()))
                .map(Waiting::startsAt)
                .distinct()
                .sorted()
                .toList();
    }

    private void serve(Admission admission) {
        admission.open();
        int passes = serveUntilSettled(admission);
        admission.spareUnneeded(passes > SPARING_PASSES);
    }

    /** Serves until no answer changes another any more, so that planning again would change nothing (law 7). */
    private int serveUntilSettled(Admission admission) {
        List<Object> before = null;
        int pass = 0;
        while (pass < MOST_PASSES && !room.isEmpty()) {
            admission.newPass(pass++ < SPARING_PASSES);
            int changes = admission.changes();
            serveOnce(admission);
            boolean moved = moveDemand(admission);
            boolean simple = room.singles().isEmpty() && !admission.isOvertaken();
            if (!moved && (simple || admission.changes() == changes)) return pass;
            List<Object> after =
                    new ArrayList<>(List.of(asks.snapshot(), admission.granted().size()));
            books.values().forEach(book -> after.add(book.snapshot()));
            if (!moved && after.equals(before)) return pass;
            before = after;
        }
        return pass;
    }

    private void serveOnce(Admission admission) {
        if (books.isEmpty()) return;
        QuotaShape shape = books.values().iterator().next().shape();
        Queue queue = new Queue(room, admission, strategies.order(), shape);
        while (!queue.isEmpty()) {
            Waiting next = queue.next();
            admission.serve(next);
            queue.answered(next);
        }
    }

    private boolean moveDemand(Admission admission) {
        boolean moved = false;
        for (Admission.Grant grant : admission.granted()) moved |= demand.move(grant.request(), grant.book());
        for (Bid bid : admission.secured().values()) moved |= demand.move(bid.request(), bid.book());
        return moved;
    }

    private void takeOver(Admission admission) {
        for (Admission.Grant grant : admission.granted()) {
            arrivals.leaves(grant.request());
            tenancy.settleIn(grant.lease());
        }
        admission.secured().values().forEach(arrivals::becomesTaker);
    }

    /** Whether somebody came back to the queue in the last round and was not served yet. */
    public boolean isUnsettled() {
        return arrivals.isUnsettled();
    }

    boolean isAnybodyWaiting() {
        return arrivals.isAnybodyWaiting();
    }

    /** Leases and requests, to weigh how much work a decision is. */
    int size() {
        return room.size()
                + books.values().stream().mapToInt(book -> book.leases().size()).sum();
    }

    /** When time alone would change the next decision, or null if it never does. */
    public Instant nextWake(Instant now) {
        Wakes wakes = new Wakes(now, lead);
        wakes.at(tenancy.firstEnd());
        asks.running().forEach(wakes::of);
        arrivals.tell(wakes);
        books.values().forEach(book -> wakes.at(book.blockedUntil()));
        return wakes.next();
    }

    /** GPUs held of a flavor. */
    public int held(String flavor) {
        return books.get(flavor).horizons().now().held();
    }

    /** What a team holds of a flavor. */
    public int held(String team, String flavor) {
        Book book = books.get(flavor);
        return book.horizons().now().used(book.team(team));
    }
}
