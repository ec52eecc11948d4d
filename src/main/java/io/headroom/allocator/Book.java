package io.headroom.allocator;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One flavor while a plan is made: who holds, who was promised, who was told to give back. */
final class Book {
    private final Instant now;
    private final int capacity;
    private final QuotaShape shape;
    private final Horizons horizons;
    private final Collection<Instant> reservations;
    private final Map<String, Lease> leases = new TreeMap<>();
    private final Map<String, Map<String, Claim>> promises = new HashMap<>();
    private Roster roster;
    private final Map<String, Claim> claims = new LinkedHashMap<>();

    Book(QuotaShape shape, int capacity, Instant now, Collection<Instant> reservations) {
        this.shape = shape;
        this.capacity = capacity;
        this.now = now;
        this.reservations = reservations;
        this.horizons = new Horizons(shape, now, reservations);
    }

    void open(Lease lease) {
        leases.put(lease.id(), lease);
        roster = null;
        horizons.place(lease);
    }

    /** GPUs leave a lease now. */
    void lose(Lease lease, int gpus) {
        change(lease, l -> l.lose(gpus));
        if (lease.gpus() == 0) leases.remove(lease.id());
        roster = null;
    }

    void tell(Lease lease, Lease.Leaving notice) {
        change(lease, l -> l.tell(notice));
    }

    void callOff(Lease lease, Lease.Leaving notice) {
        change(lease, l -> l.callOff(notice));
    }

    private void change(Lease lease, Consumer<Lease> change) {
        horizons.lift(lease);
        change.accept(lease);
        horizons.place(lease);
    }

    void promise(Claim claim) {
        claims.put(claim.request().id(), claim);
        if (claim.from().isAfter(now))
            promisesTo(claim.team()).put(claim.request().id(), claim);
        horizons.place(claim);
    }

    void release(Waiting request) {
        Claim claim = claims.remove(request.id());
        if (claim == null) return;
        horizons.lift(claim);
        promisesTo(claim.team()).remove(request.id());
    }

    /** GPUs granted to, kept or reserved for a request. */
    int promised(Waiting request) {
        Claim claim = claims.get(request.id());
        return claim == null ? 0 : claim.gpus();
    }

    /**
     * How far a team is above its guarantee with what it holds and was promised. What it was told to give back counts
     * until it is gone: nobody gains a right to take because others take from him.
     */
    int excess(String team) {
        return horizons.now().excess(team) + promisedTo(team, Horizons.settled(now));
    }

    /** GPUs that a team does not hold yet but will at that instant. */
    int promisedTo(String team, Instant instant) {
        int gpus = 0;
        for (Claim claim : promisesTo(team).values()) gpus += claim.at(instant);
        return gpus;
    }

    private Map<String, Claim> promisesTo(String team) {
        return promises.computeIfAbsent(team, _ -> new HashMap<>());
    }

    /** The same holdings if no owner kept anything from the others. */
    Horizons withoutLendingLimits() {
        Horizons lifted = new Horizons(shape.withoutLendingLimits(), now, reservations);
        leases.values().forEach(lifted::place);
        claims.values().forEach(lifted::place);
        return lifted;
    }

    Instant now() {
        return now;
    }

    int capacity() {
        return capacity;
    }

    QuotaShape shape() {
        return shape;
    }

    Horizons horizons() {
        return horizons;
    }

    Lease lease(String id) {
        return leases.get(id);
    }

    Collection<Lease> leases() {
        return leases.values();
    }

    /** Who could give back, in which order. */
    Roster roster() {
        if (roster == null) roster = new Roster(leases.values());
        return roster;
    }

    Map<String, Claim> snapshot() {
        return Map.copyOf(claims);
    }

    Collection<Claim> claims() {
        return claims.values();
    }

    /** Physically free now; below zero while devices are missing. */
    int free() {
        return capacity - horizons.now().held();
    }
}
