package io.headroom.lease;

import io.headroom.allocator.Choice;
import io.headroom.allocator.Decision;
import io.headroom.allocator.Range;
import io.headroom.device.Assignment;
import io.headroom.device.Devices;
import io.headroom.lease.LeaseEvent.What;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * GPUs on their way to a running lease that asked for more. Until they are there they are a lease of their own in the
 * queue, so that the allocator treats them like any other request; then they join. Writes join the caller's transaction.
 */
@ApplicationScoped
class Supplements {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final SupplementRepository supplements;
    private final LeaseRepository leases;
    private final LeaseHistory history;
    private final Devices devices;

    Supplements(SupplementRepository supplements, LeaseRepository leases, LeaseHistory history, Devices devices) {
        this.supplements = supplements;
        this.leases = leases;
        this.history = history;
        this.devices = devices;
    }

    /** What is to join a lease: all of it or nothing, of the flavor the lease runs on, and until the lease ends. */
    static NewLease of(Lease lease, More more, Instant now) {
        Duration left = Duration.between(now, lease.endsAt());
        return new NewLease(
                lease.team(),
                Choice.of(lease.flavor()),
                lease.profile(),
                more.purpose(),
                more.owner(),
                more.gpus(),
                Range.exactly(more.gpus()),
                left.compareTo(SHORTEST) < 0 ? SHORTEST : left,
                more.submittedAt(),
                null,
                lease.endsAt(),
                lease.id());
    }

    /** Asks for what a running lease lent: apart from what else it waits for, and with the place it has. */
    void callBack(Lease lease, Instant now) {
        More lent = new More(lease.lent(), lease.purpose(), lease.owner(), lease.submittedAt());
        leases.insert(of(lease, lent, now), Phase.WAITING);
    }

    /** The lease that a lease's GPUs join now: if they are to join one, and it still runs on their flavor. */
    Optional<Lease> joinable(Lease lease, String flavor) {
        if (lease.supplements() == null) return Optional.empty();
        // Read anew: what was decided before may have stopped it, or started it.
        return leases.find(lease.supplements())
                .filter(joined -> joined.phase().holds() && joined.flavor().equals(flavor));
    }

    /** The GPUs become the lease's, near those it has; the supplement is over. */
    void join(Decision.Admit admit, Lease supplement, Lease lease, Exposure exposure, Instant now) {
        int gpus = admit.gpus();
        devices.assign(
                gpus,
                admit.flavor(),
                new Assignment(lease.id(), lease.team(), lease.kind().name(), now));
        String joined = gpus + " more " + (gpus == 1 ? "GPU" : "GPUs") + " joined, " + whose(exposure) + ": "
                + (lease.held() + gpus) + " now.";
        if (supplements.join(lease.id(), gpus, joined) != 1)
            throw new IllegalStateException("the lease changed phase while GPUs joined it");
        history.add(
                LeaseEvent.of(lease, now, LeaseEvent.ALLOCATOR, What.GROW)
                        .gpus(gpus)
                        .saying(joined)
                        .exposed(exposure),
                lease);
        String over = (gpus == 1 ? "Its GPU" : "Its " + gpus + " GPUs") + " joined “" + lease.purpose() + "”.";
        leases.end(supplement.id(), EndReason.JOINED, now, over);
        history.add(
                LeaseEvent.of(supplement, now, LeaseEvent.ALLOCATOR, What.JOINED)
                        .gpus(gpus)
                        .saying(over),
                supplement);
    }

    /** A lease ends later, and with it what waits to join it. */
    void extend(UUID lease, Duration by) {
        supplements.extend(lease, by.toSeconds());
    }

    /** A lease ended: what waits to join it has nothing to join. */
    void withdraw(UUID lease, String actor, Instant now) {
        String sentence = "Withdrawn: the lease it was to join ended.";
        for (Lease supplement : supplements.lock(lease)) {
            leases.end(supplement.id(), EndReason.WITHDRAWN, now, sentence);
            history.add(
                    LeaseEvent.of(supplement, now, actor, What.WITHDRAWN)
                            .gpus(supplement.gpus())
                            .saying(sentence),
                    supplement);
        }
    }

    private static String whose(Exposure exposure) {
        if (exposure.borrowed() == 0) return exposure.gpus() == 1 ? "own" : "all own";
        return exposure.borrowed() == exposure.gpus() ? "borrowed" : exposure.borrowed() + " of them borrowed";
    }
}
