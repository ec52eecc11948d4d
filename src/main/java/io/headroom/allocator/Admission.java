package io.headroom.allocator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Serves the queue, one request after the other (R1, R5, R7, R10, R15): grants what fits, takes back what a team is
 * owed, keeps what was freed for the one it was freed for, and lets everybody else wait.
 */
final class Admission {
    /** A lease that gives back for a request. */
    record Asked(Lease lease, Lease.Leaving leaving) {}

    private final Book book;
    private final Instant now;
    private final String flavor;
    private final Sentences sentences;
    private final Map<String, List<Asked>> asked = new HashMap<>();
    private final Map<Waiting, Integer> granted = new LinkedHashMap<>();
    private final Set<Waiting> waiting = new LinkedHashSet<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final List<Instant> wakes = new ArrayList<>();

    Admission(Book book, String flavor) {
        this.book = book;
        this.now = book.now();
        this.flavor = flavor;
        this.sentences = new Sentences(now);
    }

    /** A notice given earlier that still runs. */
    void remember(Lease lease, Notice notice, Waiting taker) {
        Instant from = taker == null ? Horizons.settled(now) : ReclaimRight.from(taker, now);
        Asked earlier = new Asked(lease, new Lease.Leaving(notice, from));
        book.tell(lease, earlier.leaving);
        if (taker != null) asked(taker).add(earlier);
    }

    /** What came free for a taker is kept for it, whoever is served first. */
    void keepForTakers(List<Waiting> requests) {
        requests.stream()
                .filter(Waiting::taker)
                .sorted(Comparator.comparing(Waiting::submittedAt).thenComparing(Waiting::id))
                .forEach(taker -> keepFree(taker, owed(taker)));
    }

    void serve(Waiting request) {
        book.release(request);
        List<Asked> earlier = List.copyOf(asked(request));
        earlier.forEach(this::callOff);
        int fits = ReclaimRight.isScheduled(request, now)
                ? 0
                : book.horizons().available(request.team(), now, request.endsAt());
        int owed = owed(request);
        if (fits >= request.gpus()) grant(request, request.gpus());
        else if (owed == request.gpus() && secure(request, owed, earlier)) waiting.add(request);
        else if (fits >= request.minGpus()) grant(request, fits);
        else if (owed > 0 && owed < request.gpus() && secure(request, owed, earlier)) waiting.add(request);
        else leaveWaiting(request, owed);
        for (Asked a : earlier) if (!asked(request).contains(a)) decideCallOff(a);
    }

    private int owed(Waiting request) {
        return ReclaimRight.owed(request, book.horizons().at(ReclaimRight.from(request, now)));
    }

    private void grant(Waiting request, int gpus) {
        granted.put(request, gpus);
        book.promise(new Claim(request, gpus, now));
    }

    private void leaveWaiting(Waiting request, int owed) {
        waiting.add(request);
        if (request.taker() || ReclaimRight.isScheduled(request, now)) keepFree(request, owed);
    }

    private void keepFree(Waiting request, int owed) {
        Instant from = ReclaimRight.from(request, now);
        int free = book.horizons().available(request.team(), from, request.endsAt());
        if (Math.min(owed, free) > 0) book.promise(new Claim(request, Math.min(owed, free), from));
    }

    /** Takes back until that many GPUs will be there for the request; changes nothing if they cannot be had. */
    private boolean secure(Waiting request, int gpus, List<Asked> earlier) {
        Instant from = ReclaimRight.from(request, now);
        BooleanSupplier enough = () -> book.horizons().available(request.team(), from, request.endsAt()) >= gpus;
        earlier.forEach(this::tell);
        ReclaimRight right = ReclaimRight.of(request, now);
        List<Victims.Victim> victims = new Victims(book, right, from, enough).choose();
        if (victims.isEmpty() && !enough.getAsBoolean()) {
            earlier.forEach(this::callOff);
            return false;
        }
        asked(request).addAll(earlier);
        victims.forEach(victim -> ask(victim, request, right));
        putBackEarlier(request, earlier, victims, enough);
        book.promise(new Claim(request, gpus, from));
        return true;
    }

    private void ask(Victims.Victim victim, Waiting taker, ReclaimRight right) {
        Lease lease = victim.lease();
        Instant told = right.toldAt(lease);
        Instant deadline = told.plus(lease.grace());
        ReclaimReason reason =
                ReclaimRight.isScheduled(taker, now) ? ReclaimReason.RESERVATION : ReclaimReason.OWNER_RECLAIM;
        Notice notice = new Notice(lease.id(), victim.gpus(), taker.id(), reason, deadline);
        Asked ask = new Asked(lease, new Lease.Leaving(notice, ReclaimRight.from(taker, now)));
        tell(ask);
        if (told.isAfter(now)) {
            wakes.add(told);
            return;
        }
        asked(taker).add(ask);
        String sentence = sentences.reclaimed(lease.team(), victim.gpus(), deadline, taker, victim.stage());
        decisions.add(new Decision.Reclaim(
                lease.id(),
                lease.team(),
                flavor,
                victim.gpus(),
                lease.remaining(),
                taker.id(),
                reason,
                deadline,
                sentence));
    }

    private void putBackEarlier(
            Waiting request, List<Asked> earlier, List<Victims.Victim> victims, BooleanSupplier enough) {
        Set<Lease> askedForMore = new LinkedHashSet<>();
        victims.forEach(victim -> askedForMore.add(victim.lease()));
        Comparator<Asked> lastFirst =
                Comparator.comparing(Asked::lease, Lease.RECLAIM_ORDER).reversed();
        for (Asked a : earlier.stream().sorted(lastFirst).toList()) {
            if (askedForMore.contains(a.lease)) continue;
            callOff(a);
            if (enough.getAsBoolean()) asked(request).remove(a);
            else tell(a);
        }
    }

    private void tell(Asked a) {
        book.tell(a.lease, a.leaving);
    }

    private void callOff(Asked a) {
        book.callOff(a.lease, a.leaving);
        asked(a.leaving.notice().forRequest()).remove(a);
    }

    private void decideCallOff(Asked a) {
        Notice notice = a.leaving.notice();
        decisions.add(new Decision.CallOff(
                a.lease.id(),
                a.lease.team(),
                flavor,
                notice.gpus(),
                notice.forRequest(),
                sentences.calledOff(a.lease.team(), notice.gpus())));
    }

    private List<Asked> asked(String request) {
        return asked.computeIfAbsent(request, _ -> new ArrayList<>());
    }

    List<Asked> asked(Waiting request) {
        return asked(request.id());
    }

    Map<Waiting, Integer> granted() {
        return granted;
    }

    Set<Waiting> waiting() {
        return waiting;
    }

    /** The reclaims and what was called off. */
    List<Decision> decisions() {
        return decisions;
    }

    /** When leases that yield to a reservation have to be told. */
    List<Instant> wakes() {
        return wakes;
    }
}
