package io.headroom.allocator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** Who holds GPUs, until when, and who could do with more or less of them (R12, R16). */
final class Tenancy {
    private static final Comparator<Lease> FIRST_TO_END = (one, other) -> {
        int byEnd = one.held().endsAt().compareTo(other.held().endsAt());
        return byEnd != 0 ? byEnd : one.id().compareTo(other.id());
    };

    private final Map<String, Book> books;
    private final Demand demand;
    private final Set<Lease> elastic = new LinkedHashSet<>();
    private final PriorityQueue<Lease> ends = new PriorityQueue<>(FIRST_TO_END);

    Tenancy(Map<String, Book> books, Demand demand) {
        this.books = books;
        this.demand = demand;
    }

    /** A lease that is held already. */
    void open(Held held) {
        Book book = books.get(held.flavor());
        QuotaNode team = book.team(held.team());
        Lease lease = new Lease(held, team, book.rules(team));
        book.open(lease);
        settleIn(lease);
    }

    /** A lease whose GPUs were just granted. */
    void settleIn(Lease lease) {
        demand.add(lease, book(lease));
        ends.add(lease);
        if (lease.isElastic() || lease.gpus() < lease.range().max()) elastic.add(lease);
    }

    private Book book(Lease lease) {
        return books.get(lease.held().flavor());
    }

    /** A lease ends before its term; an unknown one changes nothing. */
    void end(String id, Asks asks) {
        for (Book book : books.values()) {
            Lease lease = book.lease(id);
            if (lease == null) continue;
            for (Asks.Ask ask : asks.running()) if (ask.lease() == lease) asks.drop(ask);
            book.close(lease);
            forget(lease);
        }
    }

    private void forget(Lease lease) {
        elastic.remove(lease);
        demand.remove(lease.id());
    }

    /** Ends the terms that are over. */
    void expire(Settlement settlement, Instant now) {
        while (!ends.isEmpty() && !ends.peek().held().endsAt().isAfter(now)) {
            Lease lease = ends.poll();
            if (isHeld(lease)) settlement.expire(lease, book(lease));
            forget(lease);
        }
    }

    private boolean isHeld(Lease lease) {
        return book(lease).lease(lease.id()) == lease;
    }

    /** Takes note of who lost GPUs. */
    void settle(Settlement settlement) {
        settlement.yielded().forEach(this::forget);
        for (Lease lease : settlement.shrunk()) {
            if (lease.gpus() == 0) continue;
            elastic.add(lease);
            demand.add(lease, book(lease));
        }
    }

    void coast(Settlement settlement) {
        for (Lease lease : List.copyOf(elastic)) settlement.coast(lease, book(lease));
    }

    /** Leases grow with what is free, if nobody of their own team waits for it. */
    List<Growth.Growing> grow(WaitingRoom room, Strategies strategies) {
        List<Growth.Growing> growing = new ArrayList<>();
        if (elastic.isEmpty()) return growing;
        for (Book book : books.values()) {
            List<Lease> some = elastic.stream()
                    .filter(lease -> book(lease) == book && mayGrow(lease, book, room))
                    .toList();
            growing.addAll(new Growth(book, strategies).grow(some));
        }
        return growing;
    }

    /** A lease waits with growing until the requests of its own team are served: both draw on the same share. */
    private static boolean mayGrow(Lease lease, Book book, WaitingRoom room) {
        String flavor = book.flavor().name();
        return room.of(lease.team().name()).stream()
                .noneMatch(request -> request.choice().flavors().contains(flavor) && book.couldEverFit(request));
    }

    /** The end of the lease that ends first, or null. */
    Instant firstEnd() {
        while (!ends.isEmpty() && !isHeld(ends.peek())) ends.poll();
        return ends.isEmpty() ? null : ends.peek().held().endsAt();
    }
}
