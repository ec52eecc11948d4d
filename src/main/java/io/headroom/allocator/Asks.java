package io.headroom.allocator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Who was asked to give back for whom: in earlier plans, now, or later for a reservation. */
final class Asks {
    /** The requests of nobody: what a lease gives back because it does not use it. */
    private static final String NOBODY = "";

    /**
     * One lease that gives back for a request.
     *
     * @param stage why it was chosen, or null if it was told in an earlier plan
     * @param ordinal how often the lease was already asked for the same request: two asks may say the same
     */
    record Ask(Book book, Lease lease, Lease.Leaving leaving, Victims.Stage stage, int ordinal) {
        Notice notice() {
            return leaving.notice();
        }

        private String taker() {
            return notice().forRequest() == null ? NOBODY : notice().forRequest();
        }

        private Ask telling(int gpus, int place) {
            Lease.Leaving told = new Lease.Leaving(notice().asking(gpus), leaving.from(), leaving.toldAt());
            return new Ask(book, lease, told, stage, place);
        }

        /** Cheap: to hash all of it takes longer than to compare two. */
        @Override
        public int hashCode() {
            return 31 * lease.id().hashCode() + ordinal;
        }
    }

    /** Asks by the request they are for, in the order they were made. */
    private static final class ByTaker {
        private final Map<String, List<Ask>> asks = new LinkedHashMap<>();

        void add(Ask ask) {
            asks.computeIfAbsent(ask.taker(), _ -> new ArrayList<>(2)).add(ask);
        }

        boolean remove(Ask ask) {
            List<Ask> list = asks.get(ask.taker());
            if (list == null || !list.remove(ask)) return false;
            if (list.isEmpty()) asks.remove(ask.taker());
            return true;
        }

        boolean contains(Ask ask) {
            return of(ask.taker()).contains(ask);
        }

        boolean isEmpty() {
            return asks.isEmpty();
        }

        boolean has(String taker) {
            return asks.containsKey(taker);
        }

        List<Ask> of(String taker) {
            return asks.getOrDefault(taker, List.of());
        }

        List<Ask> all() {
            List<Ask> all = new ArrayList<>();
            asks.values().forEach(all::addAll);
            return all;
        }

        ByTaker copy() {
            ByTaker copy = new ByTaker();
            asks.forEach((taker, list) -> copy.asks.put(taker, new ArrayList<>(list)));
            return copy;
        }
    }

    private final ByTaker asks = new ByTaker();
    private ByTaker earlier = new ByTaker();
    private Instant now;

    /** Begins a plan: what was told before this instant was told in an earlier one, what was not is forgotten. */
    void begin(Instant instant) {
        if (now != null) asks.all().forEach(ask -> forgetIfUntold(ask, now));
        now = instant;
        earlier = asks.copy();
    }

    /** What was to leave at the start of a reservation leaves as soon as it can, once that start has come. */
    void arrive(Instant instant, Function<String, Instant> starts) {
        for (Ask ask : asks.all()) {
            if (ask.leaving.from().start() == null) continue;
            Instant start = starts.apply(ask.taker());
            if (start != null && start.isAfter(instant)) continue;
            Lease.Leaving soon = new Lease.Leaving(ask.notice(), Moment.SETTLED, ask.leaving.toldAt());
            callOff(ask);
            Ask due = new Ask(ask.book, ask.lease, soon, null, ask.ordinal);
            tell(due);
            if (earlier.remove(ask)) earlier.add(due);
        }
    }

    private void forgetIfUntold(Ask ask, Instant when) {
        if (!ask.leaving.isToldBy(when)) callOff(ask);
    }

    /** A new ask, not told yet. */
    Ask of(Book book, Lease lease, Lease.Leaving leaving, Victims.Stage stage) {
        String taker = leaving.notice().forRequest();
        long before = asks.of(taker == null ? NOBODY : taker).stream()
                .filter(ask -> ask.lease == lease)
                .count();
        return new Ask(book, lease, leaving, stage, (int) before);
    }

    void tell(Ask ask) {
        ask.book.tell(ask.lease, ask.leaving);
        asks.add(ask);
    }

    /** Tells it together with what the same lease was asked for the same request in this plan: nobody is told twice. */
    void tellInOne(Ask ask) {
        Ask before = all(ask.taker()).stream()
                .filter(other -> other.lease == ask.lease && !earlier.contains(other))
                .findFirst()
                .orElse(null);
        if (before == null) {
            tell(ask);
            return;
        }
        callOff(before);
        tell(ask.telling(before.notice().gpus() + ask.notice().gpus(), before.ordinal));
    }

    /** Tells a lease that goes entirely that it does, and not just what it was asked for. */
    void tellAll(Ask ask) {
        int gpus = taken(ask);
        if (gpus == ask.notice().gpus()) return;
        callOff(ask);
        tell(ask.telling(gpus, ask.ordinal));
    }

    void callOff(Ask ask) {
        ask.book.callOff(ask.lease, ask.leaving);
        asks.remove(ask);
    }

    /** A notice that was carried out, or whose lease is gone. */
    void drop(Ask ask) {
        asks.remove(ask);
        earlier.remove(ask);
    }

    /** Calls one off if there is enough without it. */
    void spareIf(BooleanSupplier enough, Ask ask) {
        ask.book.callOff(ask.lease, ask.leaving);
        if (enough.getAsBoolean()) asks.remove(ask);
        else ask.book.tell(ask.lease, ask.leaving);
    }

    /** All asked for a request, also those that are to be told later. */
    List<Ask> all(Waiting request) {
        return all(request.id());
    }

    private List<Ask> all(String request) {
        return List.copyOf(asks.of(request));
    }

    /** Those that know. */
    List<Ask> told(Waiting request) {
        List<Ask> told = new ArrayList<>();
        for (Ask ask : asks.of(request.id())) if (ask.leaving.isToldBy(now)) told.add(ask);
        return told;
    }

    /** Whether anybody gives back for a request, or did when this plan began. */
    boolean concern(Waiting request) {
        return asks.has(request.id()) || earlier.has(request.id());
    }

    /** Those that know, or knew when this plan began: a notice that runs is needed again before a new one is given. */
    List<Ask> given(Waiting request, Book book) {
        List<Ask> given = new ArrayList<>();
        for (Ask ask : earlier.of(request.id())) if (ask.book == book) given.add(ask);
        for (Ask ask : told(request)) if (!earlier.contains(ask) && ask.book == book) given.add(ask);
        return given;
    }

    /** All of a flavor that know. */
    List<Ask> toldOf(Book book) {
        return told().stream().filter(ask -> ask.book == book).toList();
    }

    void forgetUntold(Waiting request) {
        for (Ask ask : all(request)) forgetIfUntold(ask, now);
    }

    /** All that know. */
    List<Ask> told() {
        if (asks.isEmpty()) return List.of();
        List<Ask> told = asks.all();
        told.removeIf(ask -> !ask.leaving.isToldBy(now));
        return told;
    }

    /** Those told in this plan for the first time. */
    List<Ask> toldNow() {
        if (asks.isEmpty()) return List.of();
        List<Ask> told = told();
        told.removeIf(earlier::contains);
        return told;
    }

    /** Those told in earlier plans. */
    Collection<Ask> earlier() {
        return earlier.all();
    }

    /** Whether it was not called off since. */
    boolean isRunning(Ask ask) {
        return asks.contains(ask);
    }

    /** Earlier notices that nobody needs any more. */
    List<Ask> calledOff() {
        return earlier.all().stream().filter(ask -> !asks.contains(ask)).toList();
    }

    /**
     * How many GPUs an ask takes. A lease that would keep less than it can work with yields entirely, and the rest goes
     * with the last that it is told.
     */
    int taken(Ask ask) {
        List<Lease.Leaving> told = ask.lease.leaving().stream()
                .filter(leaving -> leaving.isToldBy(now))
                .toList();
        int asked = told.stream().mapToInt(leaving -> leaving.notice().gpus()).sum();
        boolean yields = ask.lease.remainingAsTold(now) == 0;
        int rest = yields && told.getLast().equals(ask.leaving) ? ask.lease.gpus() - asked : 0;
        return ask.notice().gpus() + Math.max(0, rest);
    }

    /** All that is on its way or planned, to see whether a pass changed it. */
    Map<String, List<Ask>> snapshot() {
        return asks.copy().asks;
    }

    /** All that is on its way or planned. */
    List<Ask> running() {
        return asks.all();
    }
}
