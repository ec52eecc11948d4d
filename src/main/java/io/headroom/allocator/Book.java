package io.headroom.allocator;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One flavor while plans are made: who holds, who was promised, who was told to give back. */
final class Book {
    private final Flavor flavor;
    private final QuotaShape shape;
    private final TeamRules[] rules;
    private Instant now;
    private Collection<Instant> reservations;
    private Horizons horizons;
    private final Map<String, Lease> leases = new HashMap<>();
    private final int[] promised;
    private final int[] toBorrow;
    private final QuotaTree committed;
    private final Weights weights;
    private final double historyWeight;
    private final int[] demand;
    private final QuotaTree empty;
    private FairShares fairShares;
    private Instant blocked;
    private final Roster roster;
    private final Map<String, Claim> claims = new LinkedHashMap<>();

    Book(Flavor flavor, QuotaShape shape, double historyWeight, Map<String, Team> teams) {
        this.flavor = flavor;
        this.shape = shape;
        this.historyWeight = historyWeight;
        this.rules = shape.nodes().stream()
                .map(node -> node.team() ? teams.get(node.name()).rules() : null)
                .toArray(TeamRules[]::new);
        this.weights = new Weights(shape, historyWeight);
        this.demand = new int[shape.nodes().size()];
        this.promised = new int[shape.nodes().size()];
        this.toBorrow = new int[shape.nodes().size()];
        this.empty = new QuotaTree(shape);
        this.committed = new QuotaTree(shape);
        this.roster = new Roster(shape.nodes().size());
        reserve(List.of());
    }

    /** The starts of the reservations to look out for from now on. */
    void reserve(Collection<Instant> starts) {
        if (starts.equals(reservations)) return;
        reservations = starts;
        horizons = new Horizons(shape, starts);
        leases.values().forEach(horizons::place);
        claims.values().forEach(horizons::place);
    }

    void open(Lease lease) {
        leases.put(lease.id(), lease);
        roster.enter(lease);
        place(lease);
    }

    void close(Lease lease) {
        lift(lease);
        leases.remove(lease.id());
        roster.leave(lease);
    }

    /** GPUs leave a lease now. */
    void lose(Lease lease, int gpus) {
        change(lease, l -> l.lose(gpus));
        if (lease.gpus() == 0) close(lease);
    }

    void grow(Lease lease, int gpus) {
        change(lease, l -> l.gain(gpus));
    }

    void tell(Lease lease, Lease.Leaving notice) {
        change(lease, l -> l.tell(notice));
    }

    void callOff(Lease lease, Lease.Leaving notice) {
        change(lease, l -> l.callOff(notice));
    }

    private void change(Lease lease, Consumer<Lease> change) {
        lift(lease);
        change.accept(lease);
        place(lease);
    }

    private void place(Lease lease) {
        horizons.place(lease);
        committed.add(lease.team(), lease.gpus());
    }

    private void lift(Lease lease) {
        horizons.lift(lease);
        committed.add(lease.team(), -lease.gpus());
    }

    void promise(Claim claim) {
        claims.put(claim.request().id(), claim);
        count(claim, 1);
        horizons.place(claim);
    }

    void release(Waiting request) {
        Claim claim = claims.remove(request.id());
        if (claim == null) return;
        horizons.lift(claim);
        count(claim, -1);
    }

    private void count(Claim claim, int sign) {
        int gpus = sign * claim.at(Moment.SETTLED);
        promised[claim.team().index()] += gpus;
        if (claim.borrows()) toBorrow[claim.team().index()] += gpus;
        committed.add(claim.team(), gpus);
    }

    /** What is kept or reserved for a request, or null. */
    Claim claim(Waiting request) {
        return claims.get(request.id());
    }

    /** GPUs kept or reserved for a request. */
    int promised(Waiting request) {
        Claim claim = claims.get(request.id());
        return claim == null ? 0 : claim.gpus();
    }

    /**
     * How far a node is above what it owns, with what those below it hold and were promised. What they were told to give
     * back counts until it is gone: nobody gains a right to take because others take from him.
     */
    int excess(QuotaNode node) {
        return committed.excess(node);
    }

    /** The same if a team below the node, or the node itself, held that many more. */
    int excess(QuotaNode node, QuotaNode team, int more) {
        return committed.excess(node, team, more);
    }

    /** GPUs that a team does not hold yet but will at that moment. */
    int promisedTo(QuotaNode team, Moment moment) {
        if (moment.equals(Moment.SETTLED)) return promised[team.index()];
        int gpus = 0;
        for (Claim claim : claims.values()) if (claim.team() == team) gpus += claim.at(moment);
        return gpus;
    }

    /** GPUs promised to a bid's team that take none of its nominal quota from the bid: its own, and what is to be borrowed. */
    int makingWay(Bid bid) {
        Claim own = claims.get(bid.request().id());
        int within = own == null || own.borrows() ? 0 : own.at(bid.from());
        return within + toBorrow(bid.team(), bid.from());
    }

    private int toBorrow(QuotaNode team, Moment moment) {
        if (moment.equals(Moment.SETTLED)) return toBorrow[team.index()];
        int gpus = 0;
        for (Claim claim : claims.values()) if (claim.borrows() && claim.team() == team) gpus += claim.at(moment);
        return gpus;
    }

    /** The same holdings if no owner kept anything from the others. */
    Horizons withoutLendingLimits(QuotaShape lifted) {
        Horizons free = new Horizons(lifted, reservations);
        leases.values().forEach(free::place);
        claims.values().forEach(free::place);
        return free;
    }

    /** Somebody could not be taken from, because a lease is too young until then. */
    void blockedUntil(Instant instant) {
        if (blocked == null || instant.isBefore(blocked)) blocked = instant;
    }

    /** When the first of those is old enough; null if nobody was spared for that. */
    Instant blockedUntil() {
        return blocked;
    }

    /** Whoever was spared did not matter in the end. */
    void forgetBlocksBut(Instant before) {
        blocked = before;
    }

    /** The instant that is decided for. */
    Instant now() {
        return now;
    }

    void turnTo(Instant instant) {
        now = instant;
    }

    TeamRules rules(QuotaNode team) {
        return rules[team.index()];
    }

    Flavor flavor() {
        return flavor;
    }

    int capacity() {
        return flavor.capacity();
    }

    /**
     * What a node would borrow, weighed (R4): with history by the weights that the surplus is divided by. Nothing pulls
     * harder than owning more than one holds.
     */
    double share(QuotaNode node, int excess) {
        if (excess <= 0) return excess;
        double pull = historyWeight == 0 ? weights.pull(node) : fairShares().pull(node);
        return pull == 0 ? Double.POSITIVE_INFINITY : excess / pull;
    }

    /** What each node is owed of what all want now (R3). */
    FairShares fairShares() {
        if (fairShares == null) fairShares = new FairShares(shape, demand, historyWeight, weights);
        return fairShares;
    }

    /** A team wants that many more (or, below zero, fewer), held or not. */
    void want(QuotaNode team, int gpus) {
        demand[team.index()] += gpus;
        fairShares = null;
    }

    /** Whether a team could ever have that many, if nobody else held anything. */
    boolean couldEverFit(Waiting request) {
        QuotaNode team = team(request.team());
        int most = request.profile().reclaimable() ? empty.available(team) : team.guaranteed();
        return request.minGpus() <= most;
    }

    QuotaTree empty() {
        return empty;
    }

    QuotaShape shape() {
        return shape;
    }

    QuotaNode team(String name) {
        return shape.team(name);
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
        return free(Moment.NOW);
    }

    /** The same at a moment. */
    int free(Moment moment) {
        return flavor.capacity() - horizons.at(moment).held();
    }

    /** GPUs that are held on drained devices. */
    int drained() {
        return leases.values().stream()
                .mapToInt(lease -> Math.min(lease.held().use().drained(), lease.gpus()))
                .sum();
    }
}
