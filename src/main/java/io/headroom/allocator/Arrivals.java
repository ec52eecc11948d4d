package io.headroom.allocator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Who comes to the waiting room: those who ask, those whose reservation comes near (R15), those who had to give back
 * everything. Whoever grows old there is asked about by himself (R6).
 */
final class Arrivals {
    private final Strategies strategies;
    private final WaitingRoom room;
    private final Demand demand;
    private final Duration lead;
    private final Map<String, Waiting> early = new HashMap<>();
    private final Map<String, Waiting> origins = new HashMap<>();
    private final Map<String, Integer> timesReclaimed = new HashMap<>();
    private final PriorityQueue<Waiting> oldest = new PriorityQueue<>(Line.FIRST_COME);
    private final List<Waiting> returning = new ArrayList<>();
    private final Map<String, Waiting> returned = new HashMap<>();
    /** From when on the term of each request was counted when it came. */
    private final Map<String, Instant> counted = new HashMap<>();

    /** @param lead how long before its start a reservation has to look for its GPUs */
    Arrivals(Strategies strategies, WaitingRoom room, Demand demand, Duration lead) {
        this.strategies = strategies;
        this.room = room;
        this.demand = demand;
        this.lead = lead;
    }

    void submit(Waiting request, Instant now) {
        counted.put(request.id(), Bids.isScheduled(request, now) ? request.startsAt() : now);
        if (isTooEarly(request, now)) early.put(request.id(), request);
        else join(request, now);
    }

    private void join(Waiting request, Instant now) {
        boolean alone = request.takes() != null
                || request.startsAt() != null
                || !request.reclaimDelay().isZero();
        room.add(request, alone || strategies.isElastic() && isOld(request, now));
        if (!alone) oldest.add(request);
        demand.add(request);
    }

    private boolean isOld(Waiting request, Instant now) {
        return strategies.starvation().isOld(request, now);
    }

    /** Whether a scheduled request is not yet near enough to its start for the slowest victim to be gone by then (R15). */
    private boolean isTooEarly(Waiting request, Instant now) {
        return Bids.isScheduled(request, now) && request.startsAt().minus(lead).isAfter(now);
    }

    /** A request leaves; an unknown one changes nothing. */
    void withdraw(String id, Collection<Book> books) {
        early.remove(id);
        returned.remove(id);
        Waiting request = room.get(id);
        if (request == null) return;
        books.forEach(book -> book.release(request));
        room.remove(request);
        demand.remove(id);
    }

    /**
     * Those who gave back everything join, those whose reservation comes near, and those who grew old stand alone. Who
     * came back and waited to the end of its term leaves.
     */
    void letIn(Instant now, Collection<Book> books) {
        for (Waiting request : returning) {
            returned.put(request.id(), request);
            join(request, now);
        }
        returning.clear();
        for (Waiting request : List.copyOf(returned.values()))
            if (!request.endsAt().isAfter(now)) withdraw(request.id(), books);
        if (!early.isEmpty())
            for (Waiting request : List.copyOf(early.values()))
                if (!isTooEarly(request, now)) join(early.remove(request.id()), now);
        while (strategies.isElastic() && !oldest.isEmpty() && isOld(oldest.peek(), now)) age(oldest.poll());
    }

    private void age(Waiting request) {
        if (room.get(request.id()) == request) room.single(request);
    }

    /** What is reclaimed for a request is kept for it from now on (R10). */
    void becomesTaker(Bid bid) {
        Waiting request = room.get(bid.request().id());
        if (request == null || Bids.isScheduled(request, bid.now())) return;
        Takes takes = new Takes(bid.book().flavor().name(), bid.gpus());
        if (takes.equals(request.takes())) return;
        Waiting taker = request.taking(takes);
        room.remove(request);
        room.add(taker, true);
        demand.add(taker);
    }

    /** When a request's term ends if it starts now: as much later as it waited, unless it had begun before. */
    Instant endOf(Waiting request, Instant now) {
        Instant from = counted.get(request.id());
        boolean late = from != null && now.isAfter(from);
        return late ? request.endsAt().plus(Duration.between(from, now)) : request.endsAt();
    }

    /** What became of a request is remembered for when it has to come back. */
    void leaves(Waiting granted) {
        returned.remove(granted.id());
        origins.put(granted.id(), granted);
    }

    /** A lease that gave back everything asks again, with its place kept; it is served in the next plan. */
    void comesBack(Lease lease) {
        timesReclaimed.put(lease.id(), lease.held().timesReclaimed() + 1);
        counted.remove(lease.id());
        Waiting origin = origins.remove(lease.id());
        Waiting again = origin != null ? origin.taking(null) : Waiting.again(lease.held());
        returning.add(again.endingAt(lease.held().endsAt()));
    }

    /** Whether somebody came back and was not served yet. */
    boolean isUnsettled() {
        return !returning.isEmpty();
    }

    boolean isAnybodyWaiting() {
        return !room.isEmpty() || !early.isEmpty() || isUnsettled();
    }

    /** Reservations that are too far off, first come first. */
    List<Waiting> tooEarly() {
        return early.isEmpty()
                ? List.of()
                : early.values().stream().sorted(Line.FIRST_COME).toList();
    }

    /** How often a request was made to yield before. */
    int timesReclaimed(String request) {
        return timesReclaimed.getOrDefault(request, 0);
    }

    WaitingRoom room() {
        return room;
    }

    /** The team of a request; null if it left. */
    String team(String request) {
        Waiting waiting = room.get(request);
        if (waiting == null) waiting = early.get(request);
        return waiting == null ? null : waiting.team();
    }

    /** When a request that waits wants to start; null if at once, or if it left. */
    Instant start(String request) {
        Waiting waiting = room.get(request);
        return waiting == null ? null : waiting.startsAt();
    }

    void tell(Wakes wakes) {
        returned.values().forEach(request -> wakes.at(request.endsAt()));
        early.values().forEach(request -> wakes.reservation(request.startsAt()));
        room.singles().forEach(wakes::of);
        while (!oldest.isEmpty() && room.get(oldest.peek().id()) != oldest.peek()) oldest.poll();
        if (strategies.isElastic() && !oldest.isEmpty())
            wakes.at(strategies.starvation().since(oldest.peek()));
    }
}
