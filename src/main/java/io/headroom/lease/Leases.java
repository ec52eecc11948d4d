package io.headroom.lease;

import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import io.headroom.platform.Slice;
import io.headroom.team.Teams;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Leases, loans and their history as everybody reads them. */
@ApplicationScoped
public class Leases {
    private final LeaseRepository leases;
    private final NoticeRepository notices;
    private final LoanRepository loans;
    private final EventRepository events;
    private final SupplementRepository supplements;
    private final Teams teams;

    Leases(
            LeaseRepository leases,
            NoticeRepository notices,
            LoanRepository loans,
            EventRepository events,
            SupplementRepository supplements,
            Teams teams) {
        this.leases = leases;
        this.notices = notices;
        this.loans = loans;
        this.events = events;
        this.supplements = supplements;
        this.teams = teams;
    }

    /** @throws Refused 404 if there is no such lease */
    public Lease get(UUID id) {
        return leases.find(id).orElseThrow(() -> new Refused(new CommonRefusal.NotFound("lease", id.toString())));
    }

    /**
     * The same, and nobody else changes it until the caller's transaction ends.
     *
     * @throws Refused 404 if there is no such lease
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Lease lock(UUID id) {
        return leases.lock(id).orElseThrow(() -> new Refused(new CommonRefusal.NotFound("lease", id.toString())));
    }

    /** What waits to join a lease, oldest first. */
    public List<Lease> supplements(UUID lease) {
        return supplements.of(lease);
    }

    /** Every lease that is not over. */
    public List<Lease> open() {
        return leases.open();
    }

    /** GPUs a team holds or waits for of a flavor; scheduled leases count if they start before the given end. */
    public int claimed(String team, String flavor, Instant before) {
        return leases.claimed(team, flavor, before);
    }

    /** GPUs a team holds of a flavor. */
    public int held(String team, String flavor) {
        return leases.held(team, flavor);
    }

    /** Leases that gave back since then what they did not use (R12). */
    public Set<UUID> coastedSince(Instant since) {
        return events.coastedSince(since);
    }

    /** Newest first. */
    public Slice<Lease> list(LeaseFilter filter) {
        return Slice.of(leases.list(filter), filter.limit(), lease -> lease.id().toString());
    }

    /** Leases that hold GPUs at some time of those looked at, or are expected to; those that are not over first. */
    public Slice<Lease> during(StayFilter filter) {
        return Slice.of(
                leases.during(filter), filter.limit(), lease -> lease.id().toString());
    }

    /** Reclaims under way, soonest deadline first. */
    public List<OpenNotice> notices() {
        return notices.open();
    }

    /** Reclaims under way from one lease. */
    public List<OpenNotice> notices(UUID lease) {
        return notices.openOf(lease);
    }

    /** What others are giving back for a lease, or for what waits to join it. */
    public List<Arrival> arrivals(UUID lease, Instant now) {
        Stream<UUID> takers =
                Stream.concat(Stream.of(lease), supplements(lease).stream().map(Lease::id));
        return takers.flatMap(taker -> notices.openFor(taker).stream())
                .map(it -> Arrival.of(it, now))
                .toList();
    }

    public List<OpenLoan> loans() {
        return loans.open();
    }

    /** What of a lease could go back as things stand; empty while it holds nothing. */
    public Optional<Exposure> exposure(Lease lease) {
        if (!lease.phase().holds()) return Optional.empty();
        Duration notice = teams.get(lease.team()).rules().grace(lease.kind());
        return Optional.of(Exposure.now(lease, loans.open(), notice));
    }

    /** What happened to a lease, oldest first. */
    public List<LeaseEvent> history(UUID lease) {
        return events.of(lease);
    }

    /** What the allocator decided, newest first. */
    public Slice<LeaseEvent> decisions(DecisionFilter filter) {
        return Slice.of(
                events.decisions(filter), filter.limit(), event -> event.id().toString());
    }
}
