package io.headroom.allocator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

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
    final WaitingRoom room = new WaitingRoom();
    final Asks asks = new Asks();
    final List<Loan> loans;
    private final Demand demand;
    private final Map<String, Waiting> early = new HashMap<>();
    private final Map<String, Waiting> origins = new HashMap<>();
    private final Map<String, Integer> timesReclaimed = new HashMap<>();
    private final Set<Lease> elastic = new LinkedHashSet<>();
    private final PriorityQueue<Lease> ends = new PriorityQueue<>(
            Comparator.comparing((Lease lease) -> lease.held().endsAt()).thenComparing(Lease::id));
    private final PriorityQueue<Waiting> oldest = new PriorityQueue<>(Line.FIRST_COME);
    private final List<Waiting> returning = new ArrayList<>();
    private final Duration lead;
    private boolean fresh = true;

    /** @throws IllegalArgumentException if the world names a team, cohort or flavor it does not have, or one twice */
    public Session(World world, Instant now) {
        this.strategies = Strategies.of(world.policy());
        this.loans = world.loans();
        WorldCheck.check(world);
        for (Team team : world.teams()) teams.put(team.name(), team);
        for (Flavor flavor : world.flavors())
            books.put(
                    flavor.name(),
                    new Book(
                            flavor, QuotaShape.of(world, flavor), world.policy().historyWeight()));
        this.demand = new Demand(books);
        this.lead = Wakes.leadTime(teams.values());
        for (Held held : world.leases()) open(held);
        for (Waiting request : world.waiting()) submit(request, now);
        for (Notice notice : world.notices()) remember(notice, now);
    }

    private void open(Held held) {
        Book book = books.get(held.flavor());
        Team team = teams.get(held.team());
        hold(new Lease(held, book.team(team.name()), team.rules()), book);
    }

    private void hold(Lease lease, Book book) {
        book.open(lease);
        settleIn(lease, book);
    }

    private void settleIn(Lease lease, Book book) {
        demand.add(lease, book);
        ends.add(lease);
        if (lease.isElastic() || lease.gpus() < lease.range().max()) elastic.add(lease);
    }

    /** A request joins the queue. */
    public void submit(Waiting request, Instant now) {
        if (isTooEarly(request, now)) early.put(request.id(), request);
        else join(request, now);
    }

    private void join(Waiting request, Instant now) {
        boolean alone = request.takes() != null
                || request.startsAt() != null
                || !request.reclaimDelay().isZero();
        room.add(
                request,
                alone || strategies.isElastic() && strategies.starvation().isOld(request, now));
        if (!alone) oldest.add(request);
        demand.add(request);
    }

    /** A request leaves the queue, or a lease gives back everything before its end. Unknown ids change nothing. */
    public void end(String id) {
        Waiting request = room.get(id);
        if (request != null) withdraw(request);
        early.remove(id);
        for (Book book : books.values()) {
            Lease lease = book.lease(id);
            if (lease == null) continue;
            for (Asks.Ask ask : asks.running()) if (ask.lease() == lease) asks.drop(ask);
            close(lease, book);
        }
    }

    private void withdraw(Waiting request) {
        books.values().forEach(book -> book.release(request));
        room.remove(request);
        demand.remove(request.id());
    }

    private void close(Lease lease, Book book) {
        book.close(lease);
        elastic.remove(lease);
        demand.remove(lease.id());
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
        Settlement settlement = new Settlement(now, asks, this::teamOf);
        settle(settlement, now);
        returning.forEach(request -> join(request, now));
        returning.clear();
        letIn(now);
        List<Waiting> tooEarly = early.values().stream().sorted(Line.FIRST_COME).toList();
        if (strategies.isElastic()) coast(settlement);
        Admission admission = new Admission(new Bids(books, teams, now), asks, room, strategies, timesReclaimed);
        serve(admission);
        takeOver(admission);
        admission.secured().values().forEach(this::becomesTaker);
        List<Growth.Growing> growing = grow();
        settlement.yielded().forEach(lease -> requeue(lease, now));
        return new Round(this, now, settlement.decisions(), admission, growing, tooEarly);
    }

    private String teamOf(String request) {
        Waiting waiting = room.get(request);
        if (waiting == null) waiting = early.get(request);
        return waiting == null ? null : waiting.team();
    }

    private void settle(Settlement settlement, Instant now) {
        while (!ends.isEmpty() && !ends.peek().held().endsAt().isAfter(now)) {
            Lease lease = ends.poll();
            Book book = books.get(lease.held().flavor());
            if (book.lease(lease.id()) == lease) settlement.expire(lease, book);
            forget(lease);
        }
        if (fresh) books.values().forEach(settlement::loseDevices);
        settlement.carryOutNotices();
        if (fresh && !strategies.isKueue()) books.values().forEach(settlement::cutToCapacity);
        fresh = false;
        settlement.yielded().forEach(this::forget);
        settlement.shrunk().forEach(this::mayGrow);
    }

    private void mayGrow(Lease lease) {
        if (lease.gpus() > 0) elastic.add(lease);
    }

    private void forget(Lease lease) {
        elastic.remove(lease);
        demand.remove(lease.id());
    }

    /** Reservations come near, and requests grow old. */
    private void letIn(Instant now) {
        for (Waiting request : List.copyOf(early.values()))
            if (!isTooEarly(request, now)) join(early.remove(request.id()), now);
        List<Waiting> near = room.singles().stream()
                .filter(request -> Bids.isScheduled(request, now))
                .toList();
        books.values().forEach(book -> book.reserve(starts(near, book)));
        room.endsMatter(!near.isEmpty());
        asks.arrive(now, this::startOf);
        while (strategies.isElastic()
                && !oldest.isEmpty()
                && strategies.starvation().isOld(oldest.peek(), now)) age(oldest.poll());
    }

    private void age(Waiting request) {
        if (room.get(request.id()) == request) room.single(request);
    }

    private Instant startOf(String request) {
        Waiting waiting = room.get(request);
        return waiting == null ? null : waiting.startsAt();
    }

    private static Collection<Instant> starts(List<Waiting> near, Book book) {
        return near.stream()
                .filter(request ->
                        request.choice().flavors().contains(book.flavor().name()))
                .map(Waiting::startsAt)
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether a scheduled request is not yet near enough to its start for the slowest victim to be gone by then (R15). */
    private boolean isTooEarly(Waiting request, Instant now) {
        return Bids.isScheduled(request, now) && request.startsAt().minus(lead).isAfter(now);
    }

    private void coast(Settlement settlement) {
        for (Lease lease : List.copyOf(elastic))
            settlement.coast(lease, books.get(lease.held().flavor()));
    }

    /** Serves until no answer changes another any more, so that planning again would change nothing (law 7). */
    private void serve(Admission admission) {
        List<Object> before = null;
        admission.open();
        for (int pass = 0; pass < MOST_PASSES && !room.isEmpty(); pass++) {
            admission.newPass(pass < SPARING_PASSES);
            serveOnce(admission);
            List<Object> after =
                    new ArrayList<>(List.of(asks.snapshot(), admission.granted().size()));
            books.values().forEach(book -> after.add(book.snapshot()));
            boolean moved = moveDemand(admission);
            boolean simple = room.singles().isEmpty() && !admission.isOvertaken();
            if (!moved && (simple || after.equals(before))) return;
            before = after;
        }
    }

    private void serveOnce(Admission admission) {
        Book any = books.values().stream().findFirst().orElse(null);
        if (any == null) return;
        Queue queue = new Queue(room, admission, strategies.order(), any.shape());
        while (!queue.isEmpty()) {
            Waiting next = queue.next();
            admission.serve(next);
            queue.answered(next);
        }
    }

    private boolean moveDemand(Admission admission) {
        boolean moved = false;
        for (Admission.Grant grant : admission.granted()) moved |= demand.move(grant.request(), grant.book());
        return moved;
    }

    private void takeOver(Admission admission) {
        for (Admission.Grant grant : admission.granted()) {
            origins.put(grant.request().id(), grant.request());
            settleIn(grant.lease(), grant.book());
        }
    }

    /** What is reclaimed for a request is kept for it from now on (R10). */
    private void becomesTaker(Bid bid) {
        Waiting request = room.get(bid.request().id());
        if (request == null || Bids.isScheduled(request, bid.now())) return;
        Waiting taker = request.taking(new Takes(bid.book().flavor().name(), bid.gpus()));
        room.remove(request);
        room.add(taker, true);
        demand.add(taker);
    }

    private List<Growth.Growing> grow() {
        List<Growth.Growing> growing = new ArrayList<>();
        if (!strategies.isElastic() || elastic.isEmpty()) return growing;
        for (Book book : books.values())
            growing.addAll(new Growth(book)
                    .grow(elastic.stream()
                            .filter(lease ->
                                    lease.held().flavor().equals(book.flavor().name()))
                            .toList()));
        return growing;
    }

    /** A lease that gave back everything asks again, with its place kept; it is served in the next plan. */
    private void requeue(Lease lease, Instant now) {
        timesReclaimed.put(lease.id(), lease.held().timesReclaimed() + 1);
        Waiting origin = origins.remove(lease.id());
        Waiting again = origin != null ? origin.taking(null) : Waiting.again(lease.held());
        returning.add(again.endingAt(lease.held().endsAt()));
    }

    /** Whether somebody came back to the queue in the last round and was not served yet. */
    public boolean isUnsettled() {
        return !returning.isEmpty();
    }

    boolean isAnybodyWaiting() {
        return !room.isEmpty() || !early.isEmpty() || isUnsettled();
    }

    /** Leases and requests, to weigh how much work a decision is. */
    int size() {
        return room.all().size()
                + books.values().stream().mapToInt(book -> book.leases().size()).sum();
    }

    /** The end of the lease that ends first, or null. */
    Instant firstEnd() {
        while (!ends.isEmpty()
                && books.get(ends.peek().held().flavor()).lease(ends.peek().id()) != ends.peek()) ends.poll();
        return ends.isEmpty() ? null : ends.peek().held().endsAt();
    }

    /** When time alone would change the next decision, or null if it never does. */
    public Instant nextWake(Instant now) {
        Wakes wakes = new Wakes(now, lead);
        wakes.at(firstEnd());
        asks.running().forEach(wakes::of);
        early.values().forEach(request -> wakes.reservation(request.startsAt()));
        room.singles().forEach(wakes::of);
        books.values().forEach(book -> wakes.at(book.blockedUntil()));
        if (strategies.isElastic())
            room.all().forEach(request -> wakes.at(strategies.starvation().since(request)));
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
