package io.headroom.allocator;

import io.headroom.allocator.Asks.Ask;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Answers requests, one after the other (R1, R5, R7, R10, R15): grants what fits, takes back what a team is owed, keeps
 * what was freed for the one it was freed for, and lets everybody else wait.
 */
final class Admission {
    private static final Comparator<Ask> LAST_BY_R8_FIRST =
            Comparator.comparing(Ask::lease, Lease.RECLAIM_ORDER).reversed();

    private final Book book;
    private final Asks asks;
    private final Instant now;
    private final Map<Waiting, Integer> granted = new LinkedHashMap<>();
    private final Set<Waiting> secured = new HashSet<>();
    private final Set<Waiting> waiting = new LinkedHashSet<>();

    Admission(Book book, Asks asks) {
        this.book = book;
        this.asks = asks;
        this.now = book.now();
    }

    /**
     * Opens the counter: what came free for a taker is kept for it, whoever is served first; what was only planned for
     * a reservation, and nobody was told, is open again.
     */
    void open(List<Waiting> requests) {
        for (Waiting request : requests) {
            book.release(request);
            asks.forgetUntold(request);
        }
        requests.stream()
                .filter(this::isTaker)
                .sorted(Comparator.comparing(Waiting::submittedAt).thenComparing(Waiting::id))
                .forEach(taker -> keepFree(taker, owed(taker)));
    }

    /** Whether GPUs were or are being reclaimed for a request, or what others give back is enough for it too. */
    boolean isTaker(Waiting request) {
        return request.takes() != null || secured.contains(request);
    }

    /** Answers a request anew: what it was promised before, and who was asked for it, is open again. */
    void serve(Waiting request) {
        book.release(request);
        List<Ask> given = asks.given(request);
        asks.all(request).forEach(asks::callOff);
        int fits = ReclaimRight.isScheduled(request, now)
                ? 0
                : book.horizons().available(request.team(), now, request.endsAt());
        int owed = owed(request);
        waiting.remove(request);
        if (fits >= request.gpus()) grant(request, request.gpus());
        else if (owed > 0 && secure(request, given)) waiting.add(request);
        else if (fits >= request.minGpus()) grant(request, fits);
        else leaveWaiting(request, owed);
    }

    /** What was granted is held from now on, as young as a lease can be. */
    void conclude(Map<String, Team> teams) {
        granted.forEach((request, gpus) -> {
            book.release(request);
            String flavor = request.choice().flavors().getFirst();
            book.open(new Lease(
                    request.granted(flavor, gpus, 0, now),
                    teams.get(request.team()).rules()));
        });
    }

    private int owed(Waiting request) {
        return ReclaimRight.owed(request, book);
    }

    private void grant(Waiting request, int gpus) {
        granted.put(request, gpus);
        book.promise(new Claim(request, gpus, now));
    }

    private void leaveWaiting(Waiting request, int owed) {
        waiting.add(request);
        if (isTaker(request) || ReclaimRight.isScheduled(request, now)) keepFree(request, owed);
    }

    private void keepFree(Waiting request, int owed) {
        Instant from = ReclaimRight.from(request, now);
        int free = book.horizons().available(request.team(), from, request.endsAt());
        if (Math.min(owed, free) > 0) book.promise(new Claim(request, Math.min(owed, free), from));
    }

    /** Takes back until the request will fit in full; changes nothing if that cannot be had. */
    private boolean secure(Waiting request, List<Ask> given) {
        int gpus = request.gpus();
        Instant from = ReclaimRight.from(request, now);
        BooleanSupplier enough = () -> book.horizons().available(request.team(), from, request.endsAt()) >= gpus;
        given.forEach(asks::tell);
        ReclaimRight right = ReclaimRight.of(request, now);
        List<Victims.Victim> victims = new Victims(book, right, from, enough).choose();
        if (victims.isEmpty() && !enough.getAsBoolean()) {
            given.forEach(asks::callOff);
            return false;
        }
        victims.forEach(victim -> asks.tell(ask(victim, request, right)));
        putBackUnneeded(request, given, enough);
        book.promise(new Claim(request, gpus, from));
        if (from.equals(Horizons.settled(now)) || !asks.told(request).isEmpty()) secured.add(request);
        return true;
    }

    private Ask ask(Victims.Victim victim, Waiting taker, ReclaimRight right) {
        Lease lease = victim.lease();
        Instant told = right.toldAt(lease);
        ReclaimReason reason =
                ReclaimRight.isScheduled(taker, now) ? ReclaimReason.RESERVATION : ReclaimReason.OWNER_RECLAIM;
        Notice notice = new Notice(lease.id(), victim.gpus(), taker.id(), reason, told.plus(lease.grace()));
        return new Ask(lease, new Lease.Leaving(notice, ReclaimRight.from(taker, now), told), victim.stage());
    }

    /** Puts back whoever was asked before and turns out not to be needed; not where the lease was asked for more. */
    private void putBackUnneeded(Waiting request, List<Ask> given, BooleanSupplier enough) {
        for (Ask ask : given.stream().sorted(LAST_BY_R8_FIRST).toList()) {
            if (asks.all(request).stream()
                            .filter(other -> other.lease() == ask.lease())
                            .count()
                    > 1) continue;
            asks.spareIf(enough, ask);
        }
    }

    /** Whether all it asks for is on its way. */
    boolean isOnItsWay(Waiting request) {
        return book.promised(request) == request.gpus();
    }

    Asks asks() {
        return asks;
    }

    Map<Waiting, Integer> granted() {
        return granted;
    }

    Set<Waiting> waiting() {
        return waiting;
    }
}
