package io.headroom.allocator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Plans one flavor: what time did, then the queue, then who lends to whom and why the rest waits. */
final class FlavorPlanner {
    /** Answers settle in two or three passes; a world where they keep changing is served as far as it got. */
    private static final int MOST_PASSES = 5;

    private final Flavor flavor;
    private final World world;
    private final Map<String, Team> teams;
    private final Instant now;
    private final Duration lead;
    private final List<Waiting> requests;
    private final Book book;
    private final Settlement settlement;
    private final Asks asks;
    private final Admission admission;

    FlavorPlanner(Flavor flavor, World world, Map<String, Team> teams, Instant now) {
        this.flavor = flavor;
        this.world = world;
        this.teams = teams;
        this.now = now;
        this.lead = Wakes.leadTime(teams.values());
        this.requests = world.waiting().stream()
                .filter(request -> request.choice().flavors().getFirst().equals(flavor.name()))
                .toList();
        List<Instant> reservations = requests.stream()
                .filter(this::isReserving)
                .map(Waiting::startsAt)
                .toList();
        this.book = new Book(QuotaShape.of(world, flavor), flavor.capacity(), now, reservations);
        this.settlement = new Settlement(
                book, flavor.name(), requests.stream().collect(Collectors.toMap(Waiting::id, Waiting::team)));
        this.asks = new Asks(book);
        this.admission = new Admission(book, asks);
    }

    Plan plan() {
        openLeases();
        settlement.loseDevices();
        Map<String, Waiting> byId = requests.stream().collect(Collectors.toMap(Waiting::id, request -> request));
        List<Notice> running = carryOutNotices(byId);
        settlement.cutToCapacity();
        running.forEach(notice -> remember(notice, byId.get(notice.forRequest())));
        Map<String, Integer> before = new HashMap<>();
        teams.keySet().forEach(team -> before.put(team, book.horizons().now().excess(team)));
        serveQueue();
        admission.conclude(teams);
        List<Loan> loans = world.loans().stream()
                .filter(loan -> loan.flavor().equals(flavor.name()))
                .toList();
        return new Report(flavor.name(), teams, book, admission, loans)
                .plan(
                        settlement.decisions(),
                        before,
                        requests.stream().filter(this::isTooEarly).toList());
    }

    private void openLeases() {
        List<Held> leases = world.leases().stream()
                .filter(lease -> lease.flavor().equals(flavor.name()))
                .sorted(Comparator.comparing(Held::id))
                .toList();
        for (Held lease : leases) {
            if (lease.endsAt().isAfter(now))
                book.open(new Lease(lease, teams.get(lease.team()).rules()));
            else settlement.expire(lease);
        }
    }

    /** Carries out what is due and calls off what nobody waits for any more; the rest still runs. */
    private List<Notice> carryOutNotices(Map<String, Waiting> requests) {
        List<Notice> due = new ArrayList<>();
        List<Notice> running = new ArrayList<>();
        for (Notice notice : world.notices()) {
            if (book.lease(notice.lease()) == null) continue;
            if (notice.forRequest() != null && !requests.containsKey(notice.forRequest())) settlement.callOff(notice);
            else (notice.deadline().isAfter(now) ? running : due).add(notice);
        }
        settlement.carryOut(due);
        return running;
    }

    private void remember(Notice notice, Waiting taker) {
        Lease lease = book.lease(notice.lease());
        Instant from = taker == null ? Horizons.settled(now) : ReclaimRight.from(taker, now);
        if (lease != null) asks.remember(lease, notice, from);
    }

    /** Serves until no answer changes another any more, so that planning again would change nothing (law 7). */
    private void serveQueue() {
        List<Waiting> served =
                requests.stream().filter(request -> !isTooEarly(request)).toList();
        List<Object> before = null;
        for (int pass = 0; pass < MOST_PASSES && !served.isEmpty(); pass++) {
            serveOnce(served);
            List<Object> after = List.of(book.snapshot(), asks.snapshot());
            if (after.equals(before)) return;
            before = after;
            served = List.copyOf(admission.waiting());
        }
    }

    private void serveOnce(List<Waiting> served) {
        admission.open(served);
        Queue queue = new Queue(served, admission::isTaker, teams, book);
        while (!queue.isEmpty()) {
            Waiting next = queue.next();
            admission.serve(next);
            queue.answered(next);
        }
    }

    /** Whether a scheduled request is near enough to its start for the slowest victim to be gone by then (R15). */
    private boolean isReserving(Waiting request) {
        return ReclaimRight.isScheduled(request, now)
                && !request.startsAt().minus(lead).isAfter(now);
    }

    private boolean isTooEarly(Waiting request) {
        return ReclaimRight.isScheduled(request, now) && !isReserving(request);
    }
}
