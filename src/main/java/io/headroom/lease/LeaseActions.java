package io.headroom.lease;

import io.headroom.device.Device;
import io.headroom.device.Devices;
import io.headroom.lease.LeaseEvent.What;
import io.headroom.lease.Phase.Action;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import io.headroom.platform.Signals;
import io.headroom.platform.Topic;
import io.headroom.platform.Version;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What people do to leases. Each is one transaction; the allocator hears of it when that commits. */
@ApplicationScoped
public class LeaseActions {
    private static final int LONGEST_REASON = 500;

    private final LeaseRepository leases;
    private final Returns returns;
    private final Supplements supplements;
    private final IdleLeases idleLeases;
    private final LeaseHistory history;
    private final Devices devices;
    private final Signals signals;
    private final Clock clock;

    LeaseActions(
            LeaseRepository leases,
            Returns returns,
            Supplements supplements,
            IdleLeases idleLeases,
            LeaseHistory history,
            Devices devices,
            Signals signals,
            Clock clock) {
        this.leases = leases;
        this.returns = returns;
        this.supplements = supplements;
        this.idleLeases = idleLeases;
        this.history = history;
        this.devices = devices;
        this.signals = signals;
        this.clock = clock;
    }

    /** Puts an approved request in the queue, or on the calendar if it starts later. */
    @Transactional
    public UUID create(NewLease lease, String actor, String sentence) {
        Instant now = clock.instant();
        boolean later = lease.startsAt() != null && lease.startsAt().isAfter(now);
        UUID id = leases.insert(lease, later ? Phase.SCHEDULED : Phase.WAITING);
        Lease created = leases.find(id).orElseThrow();
        history.add(
                LeaseEvent.of(created, now, actor, What.APPROVED)
                        .gpus(lease.gpus())
                        .saying(sentence),
                null);
        signals.changed(Topic.WORLD, Topic.BOARD);
        return id;
    }

    /**
     * Gives GPUs back: all, a number, or chosen devices.
     *
     * @param ifMatch the version the caller saw, or null
     * @throws Refused 409 if it holds none or fewer, 412 if it changed, 422 if a device is not its own
     */
    @Transactional
    public Lease release(UUID id, Release release, String actor, String ifMatch) {
        Lease lease = locked(id, Action.RELEASE, ifMatch);
        Instant now = clock.instant();
        int count = count(lease, release);
        if (count > lease.held()) throw new Refused(new LeaseRefusal.ReleasesMoreThanHeld(id, count, lease.held()));
        if (release.devices().isEmpty()) devices.unassign(count, id, now);
        else devices.unassign(release.devices(), id, now);
        returns.count(lease, count, now);
        String sentence = actor + " gave back " + (count == lease.held() ? "all " : "") + count
                + (count == 1 ? " GPU" : " GPUs")
                + (count == lease.held() ? "." : "; " + (lease.held() - count) + " remain.");
        if (count < lease.held()) leases.keep(lease, lease.held() - count);
        else {
            leases.end(id, EndReason.RELEASED, now, sentence);
            supplements.withdraw(id, actor, now);
        }
        history.add(LeaseEvent.of(lease, now, actor, What.RELEASED).gpus(count).saying(sentence), lease);
        signals.changed(Topic.WORLD, Topic.BOARD);
        return leases.find(id).orElseThrow();
    }

    /**
     * Ends a lease, whosever it is and whether it runs or not: its GPUs leave at once.
     *
     * @param reason why, for those who lose it
     * @throws Refused 409 if it is over, 412 if it changed, 422 without a reason
     */
    @Transactional
    public Lease revoke(UUID id, String reason, String admin, String ifMatch) {
        String said = reason == null ? "" : reason.strip();
        if (said.isEmpty() || said.length() > LONGEST_REASON)
            throw new Refused(CommonRefusal.Invalid.of(
                    "reason", reason, "must say why in 1 to " + LONGEST_REASON + " characters"));
        Lease lease = locked(id, ifMatch);
        if (!lease.phase().adminActions().contains(Action.REVOKE)) throw illegal(lease, Action.REVOKE);
        Instant now = clock.instant();
        devices.unassign(lease.held(), id, now);
        returns.count(lease, lease.held(), now);
        String sentence = "Revoked by " + admin + ": " + said;
        leases.end(id, EndReason.REVOKED, now, sentence);
        supplements.withdraw(id, admin, now);
        history.add(
                LeaseEvent.of(lease, now, admin, What.REVOKED)
                        .gpus(lease.held())
                        .saying(sentence),
                lease);
        signals.changed(Topic.WORLD, Topic.BOARD);
        return leases.find(id).orElseThrow();
    }

    /** Leaves the queue. */
    @Transactional
    public Lease withdraw(UUID id, String actor, String ifMatch) {
        Lease lease = locked(id, Action.WITHDRAW, ifMatch);
        Instant now = clock.instant();
        String sentence = lease.phase() == Phase.LENT
                ? actor + " gave up its claim to what it lent."
                : actor + " withdrew it before it started.";
        leases.end(id, EndReason.WITHDRAWN, now, sentence);
        supplements.withdraw(id, actor, now);
        history.add(LeaseEvent.of(lease, now, actor, What.WITHDRAWN).saying(sentence), lease);
        signals.changed(Topic.WORLD, Topic.BOARD);
        return leases.find(id).orElseThrow();
    }

    /** Asks for what others borrow since it was idle (R11); it is served like any request within what its team owns. */
    @Transactional
    public Lease callBack(UUID id, String actor, String ifMatch) {
        Lease lease = locked(id, Action.CALL_BACK, ifMatch);
        idleLeases.callBack(lease, actor, actor + " calls back ", clock.instant());
        return leases.find(id).orElseThrow();
    }

    /** Moves the end; only an approved extension request does this. */
    @Transactional
    public void extend(UUID id, Duration by, String actor, String sentence) {
        Lease lease = locked(id, Action.EXTEND, null);
        leases.extend(id, by.toSeconds());
        supplements.extend(id, by);
        history.add(LeaseEvent.of(lease, clock.instant(), actor, What.EXTENDED).saying(sentence), lease);
        signals.changed(Topic.WORLD, Topic.BOARD);
    }

    /** Makes it smaller from now on; what it holds beyond that goes back at once. Nobody has to approve. */
    @Transactional
    public void shrink(UUID id, int gpus, String actor, String sentence) {
        Lease lease = locked(id, Action.RESIZE, null);
        Instant now = clock.instant();
        int back = lease.held() - gpus;
        if (back > 0) {
            devices.unassign(back, id, now);
            returns.count(lease, back, now);
        }
        leases.downTo(id, Math.min(lease.held(), gpus), gpus);
        resized(lease, lease.gpus() - gpus, actor, sentence);
    }

    /**
     * Makes it larger; only an approved resize request does this. One that waits asks for more from now on. One that runs
     * or lends all of it keeps what it has, and the rest joins it when it is there.
     */
    @Transactional
    public void grow(UUID id, More more, String actor, String sentence) {
        Lease lease = locked(id, Action.RESIZE, null);
        if (lease.phase().isQueued()) leases.want(id, more.gpus());
        else create(Supplements.of(lease, more, clock.instant()), actor, sentence);
        resized(lease, more.gpus(), actor, grown(lease, more.gpus()) + sentence);
    }

    private static String grown(Lease lease, int more) {
        if (lease.phase().isQueued())
            return "It asks for " + (lease.gpus() + more) + " instead of " + lease.gpus() + ". ";
        return lease.phase().holds()
                ? more + " more will join the " + lease.held() + " it holds. "
                : more + " more will join it, or start on their own if it still lends all it has. ";
    }

    private void resized(Lease lease, int by, String actor, String sentence) {
        history.add(
                LeaseEvent.of(lease, clock.instant(), actor, What.RESIZED)
                        .gpus(by)
                        .saying(sentence),
                lease);
        signals.changed(Topic.WORLD, Topic.BOARD);
    }

    private Lease locked(UUID id, Action action, String ifMatch) {
        Lease lease = locked(id, ifMatch);
        requireAllows(lease, action);
        return lease;
    }

    private Lease locked(UUID id, String ifMatch) {
        Lease lease =
                leases.lock(id).orElseThrow(() -> new Refused(new CommonRefusal.NotFound("lease", id.toString())));
        Version.check("lease", ifMatch, lease.version());
        return lease;
    }

    /** @throws Refused 409 naming what can be done to the lease, unless this is */
    public static void requireAllows(Lease lease, Action action) {
        if (!lease.actions().contains(action)) throw illegal(lease, action);
    }

    /** 409 naming what can be done to the lease. */
    public static Refused illegal(Lease lease, Action action) {
        List<String> allowed = lease.actions().stream().map(Action::name).toList();
        return new Refused(new CommonRefusal.IllegalMove("lease", lease.phase().name(), past(action), allowed));
    }

    private static String past(Action action) {
        return switch (action) {
            case RELEASE -> "released";
            case EXTEND -> "extended";
            case RESIZE -> "resized";
            case WITHDRAW -> "withdrawn";
            case REVOKE -> "revoked";
            case CALL_BACK -> "called back";
            case KEEP_IDLE -> "kept";
        };
    }

    private int count(Lease lease, Release release) {
        if (release.devices().isEmpty()) return release.gpus() == null ? lease.held() : release.gpus();
        Set<UUID> own = devices.heldBy(lease.id()).stream().map(Device::id).collect(Collectors.toSet());
        for (UUID device : release.devices()) {
            if (!own.contains(device))
                throw Refused.invalid("devices", device.toString(), "must be devices of this lease");
        }
        return release.devices().size();
    }
}
