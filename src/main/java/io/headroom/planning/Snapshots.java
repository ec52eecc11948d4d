package io.headroom.planning;

import io.headroom.allocator.Flavor;
import io.headroom.allocator.Held;
import io.headroom.allocator.Loan;
import io.headroom.allocator.Notice;
import io.headroom.allocator.Waiting;
import io.headroom.allocator.World;
import io.headroom.device.Device;
import io.headroom.device.Devices;
import io.headroom.idle.IdleSpells;
import io.headroom.lease.Lease;
import io.headroom.lease.Leases;
import io.headroom.lease.OpenNotice;
import io.headroom.lease.Phase;
import io.headroom.lease.PlanBasis;
import io.headroom.team.Teams;
import io.headroom.telemetry.UseVerdict;
import io.headroom.telemetry.Utilization;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Reads the world the allocator plans for. Call inside a transaction: all of it is of one moment. */
@ApplicationScoped
public class Snapshots {
    private final Jdbi jdbi;
    private final Teams teams;
    private final Devices devices;
    private final Leases leases;
    private final Utilization utilization;
    private final IdleSpells idle;
    private final UsageShares usage;

    Snapshots(
            Jdbi jdbi,
            Teams teams,
            Devices devices,
            Leases leases,
            Utilization utilization,
            IdleSpells idle,
            UsageShares usage) {
        this.jdbi = jdbi;
        this.teams = teams;
        this.devices = devices;
        this.leases = leases;
        this.utilization = utilization;
        this.idle = idle;
        this.usage = usage;
    }

    /** Makes everything the transaction reads from here on of one moment, and its writes fail if that moment passed. */
    public void pin() {
        jdbi.useHandle(handle -> handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"));
    }

    /** The world now, and what it was made of. */
    public Snapshot load(Instant now) {
        List<Lease> open = leases.open();
        List<Device> all = devices.all();
        Measured measured = measured(all, now);
        return new Snapshot(world(open, all, measured.uses, now), PlanBasis.of(open, measured.lendable));
    }

    private World world(List<Lease> open, List<Device> all, Map<UUID, HeldUse> uses, Instant now) {
        Map<String, Integer> capacity = Devices.capacity(all);
        Set<UUID> coasted = leases.coastedSince(now.minus(idle.regrowAfter()));
        UsageShares.Counted counted = usage.counted(teams.policy(), now);
        return new World(
                teams.policy().policy(),
                teams.flavors().stream()
                        .map(flavor -> new Flavor(flavor, capacity.getOrDefault(flavor, 0)))
                        .toList(),
                counted.cohorts(),
                counted.teams(),
                open.stream()
                        .filter(lease -> lease.phase().holds())
                        .map(lease -> held(lease, uses.getOrDefault(lease.id(), HeldUse.NONE), coasted))
                        .toList(),
                open.stream()
                        .filter(lease -> lease.phase().isQueued())
                        .map(lease -> waiting(lease, now))
                        .toList(),
                leases.notices().stream().map(Snapshots::notice).toList(),
                leases.loans().stream()
                        .map(loan -> new Loan(loan.lender(), loan.borrower(), loan.flavor(), loan.gpus()))
                        .toList());
    }

    /**
     * What is measured of held devices.
     *
     * @param uses by lease
     * @param lendable those that the uses count as lendable
     */
    private record Measured(Map<UUID, HeldUse> uses, Set<UUID> lendable) {}

    private Measured measured(List<Device> devices, Instant now) {
        Map<UUID, HeldUse> uses = new HashMap<>();
        Set<UUID> climbed = idle.lendable();
        Set<UUID> lendable = new HashSet<>();
        for (Device device : devices) {
            if (device.holder() == null) continue;
            UseVerdict verdict = utilization.verdict(device, now);
            uses.compute(
                    device.holder().lease(), (_, so) -> (so == null ? HeldUse.NONE : so).and(verdict, climbed, device));
            if (verdict == UseVerdict.IDLE_HELD && climbed.contains(device.id())) lendable.add(device.id());
        }
        return new Measured(uses, lendable);
    }

    private static Held held(Lease lease, HeldUse use, Set<UUID> coasted) {
        return new Held(
                lease.id().toString(),
                lease.team(),
                lease.flavor(),
                lease.held(),
                lease.range().within(lease.held()),
                lease.profile(),
                use.of(lease, coasted.contains(lease.id())),
                lease.timesReclaimed(),
                lease.startedAt(),
                lease.endsAt());
    }

    private static Waiting waiting(Lease lease, Instant now) {
        Instant scheduled = lease.phase() == Phase.SCHEDULED ? lease.startsAt() : null;
        // A term counts from the start, which for a reservation lies ahead.
        Instant start = scheduled != null && scheduled.isAfter(now) ? scheduled : now;
        return new Waiting(
                lease.id().toString(),
                lease.team(),
                lease.choice(),
                lease.gpus(),
                lease.range(),
                lease.profile(),
                Duration.ZERO,
                lease.submittedAt(),
                scheduled,
                lease.endsAt() != null ? lease.endsAt() : start.plus(lease.term()),
                lease.takes());
    }

    private static Notice notice(OpenNotice notice) {
        return new Notice(
                notice.lease().toString(),
                notice.gpus(),
                notice.forLease() == null ? null : notice.forLease().toString(),
                notice.reason(),
                notice.deadline());
    }
}
