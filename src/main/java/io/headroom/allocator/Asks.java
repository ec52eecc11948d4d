package io.headroom.allocator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Who was asked to give back for whom: in earlier plans, now, or later for a reservation. */
final class Asks {
    /**
     * One lease that gives back for a request.
     *
     * @param stage why it was chosen, or null if it was told in an earlier plan
     */
    record Ask(Lease lease, Lease.Leaving leaving, Victims.Stage stage) {
        Notice notice() {
            return leaving.notice();
        }

        boolean isToldBy(Instant now) {
            return !leaving.toldAt().isAfter(now);
        }
    }

    private final Book book;
    private final Map<String, List<Ask>> byRequest = new LinkedHashMap<>();
    private final List<Ask> earlier = new ArrayList<>();

    Asks(Book book) {
        this.book = book;
    }

    /** A notice given in an earlier plan that still runs. */
    void remember(Lease lease, Notice notice, Instant from) {
        Ask ask = new Ask(lease, new Lease.Leaving(notice, from, book.now()), null);
        book.tell(lease, ask.leaving);
        if (notice.forRequest() == null) return;
        list(notice.forRequest()).add(ask);
        earlier.add(ask);
    }

    void tell(Ask ask) {
        book.tell(ask.lease, ask.leaving);
        list(ask.notice().forRequest()).add(ask);
    }

    void callOff(Ask ask) {
        book.callOff(ask.lease, ask.leaving);
        list(ask.notice().forRequest()).remove(ask);
    }

    /** Calls one off if there is enough without it. */
    void spareIf(BooleanSupplier enough, Ask ask) {
        book.callOff(ask.lease, ask.leaving);
        if (enough.getAsBoolean()) list(ask.notice().forRequest()).remove(ask);
        else book.tell(ask.lease, ask.leaving);
    }

    /** All asked for a request, also those that are to be told later. */
    List<Ask> all(Waiting request) {
        return List.copyOf(list(request.id()));
    }

    /** Those that know. */
    List<Ask> told(Waiting request) {
        return list(request.id()).stream()
                .filter(ask -> ask.isToldBy(book.now()))
                .toList();
    }

    /** Those that know, or knew when this plan began: a notice that runs is needed again before a new one is given. */
    List<Ask> given(Waiting request) {
        Set<Ask> given = new LinkedHashSet<>();
        for (Ask ask : earlier) if (ask.notice().forRequest().equals(request.id())) given.add(ask);
        given.addAll(told(request));
        return List.copyOf(given);
    }

    /** Those that give back for a request; for one that what others were asked for is enough for too, all of them. */
    List<Ask> givers(Waiting request) {
        List<Ask> own = told(request);
        if (!own.isEmpty()) return own;
        return byRequest.values().stream()
                .flatMap(List::stream)
                .filter(ask -> ask.isToldBy(book.now()))
                .toList();
    }

    void forgetUntold(Waiting request) {
        for (Ask ask : all(request)) if (!ask.isToldBy(book.now())) callOff(ask);
    }

    /** Earlier notices that nobody needs any more. */
    List<Ask> calledOff() {
        return earlier.stream()
                .filter(ask -> !list(ask.notice().forRequest()).contains(ask))
                .toList();
    }

    /** What a lease was told to give back to others than this one asks for. */
    int toldBefore(Ask ask) {
        return ask.lease.leaving().stream()
                .filter(other -> other != ask.leaving && !other.toldAt().isAfter(book.now()))
                .mapToInt(other -> other.notice().gpus())
                .sum();
    }

    Map<String, List<Ask>> snapshot() {
        Map<String, List<Ask>> copy = new LinkedHashMap<>();
        byRequest.forEach((request, asks) -> copy.put(request, List.copyOf(asks)));
        return copy;
    }

    private List<Ask> list(String request) {
        return byRequest.computeIfAbsent(request, _ -> new ArrayList<>());
    }
}
