package io.headroom.planning;

import io.headroom.allocator.Choice;
import io.headroom.allocator.Flavor;
import io.headroom.allocator.Held;
import io.headroom.allocator.Loan;
import io.headroom.allocator.Notice;
import io.headroom.allocator.Profile;
import io.headroom.allocator.Range;
import io.headroom.allocator.Waiting;
import io.headroom.allocator.World;
import io.headroom.device.Device;
import io.headroom.device.Devices;
import io.headroom.lease.Lease;
import io.headroom.lease.Leases;
import io.headroom.lease.OpenNotice;
import io.headroom.lease.Phase;
import io.headroom.team.Teams;
import io.headroom.telemetry.Utilization;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Reads the world the allocator plans for. Call inside a transaction: all of it is of one moment. */
@ApplicationScoped
public class Snapshots {
    private final Jdbi jdbi;
    private final Teams teams;
    private final Devices devices;
    private final Leases leases;
    private final Utilization utilization;
    private final UsageShares usage;

    Snapshots(Jdbi jdbi, Teams teams, Devices devices, Leases leases, Utilization utilization, UsageShares usage) {
        this.jdbi = jdbi;
        this.teams = teams;
        this.devices = devices;
        this.leases = leases;
        this.utilization = utilization;
        this.usage = usage;
    }

    /** Makes everything the transaction reads from here on of one moment, and its writes fail if that moment passed. */
    public void pin() {
        jdbi.useHandle(handle -> handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"));
    }

    /** The world now, and the leases it was made of. */
    public Snapshot load(Instant now) {
        List<Lease> open = leases.open();
        return new Snapshot(world(open, now), open);
    }

    private World world(List<Lease> open, Instant now) {
        List<Device> all = devices.all();
        List<Device> held =
                all.stream().filter(device -> device.holder() != null).toList();
        Map<UUID, Long> lost = count(held, device -> !device.healthy());
        Map<UUID, Long> idle = count(held, device -> utilization.idle(device, now));
        UsageShares.Counted counted = usage.counted(teams.policy(), now);
        return new World(
                teams.policy().policy(),
                teams.flavors().stream().map(flavor -> flavor(flavor, all)).toList(),
                counted.cohorts(),
                counted.teams(),
                open.stream()
                        .filter(lease -> lease.phase().holds())
                        .map(lease -> held(lease, lost, idle))
                        .toList(),
                open.stream()
                        .filter(lease -> !lease.phase().holds())
                        .map(lease -> waiting(lease, now))
                        .toList(),
                leases.notices().stream().map(Snapshots::notice).toList(),
                leases.loans().stream()
                        .map(loan -> new Loan(loan.lender(), loan.borrower(), loan.flavor(), loan.gpus()))
                        .toList());
    }

    private static Map<UUID, Long> count(List<Device> held, Predicate<Device> which) {
        return held.stream()
                .filter(which)
                .collect(Collectors.groupingBy(device -> device.holder().lease(), Collectors.counting()));
    }

    /** Healthy devices are capacity; nothing else is. */
    private static Flavor flavor(String name, List<Device> all) {
        return new Flavor(name, (int) all.stream()
                .filter(device -> device.healthy() && device.flavor().equals(name))
                .count());
    }

    private static Held held(Lease lease, Map<UUID, Long> lost, Map<UUID, Long> idle) {
        return new Held(
                lease.id().toString(),
                lease.team(),
                lease.flavor(),
                lease.held(),
                range(lease).within(lease.held()),
                profile(lease),
                new Held.Use(
                        idle.getOrDefault(lease.id(), 0L).intValue(),
                        lost.getOrDefault(lease.id(), 0L).intValue(),
                        lease.held()),
                lease.timesReclaimed(),
                lease.startedAt(),
                lease.endsAt());
    }

    private static Range range(Lease lease) {
        return Range.of(lease.minGpus(), lease.gpus());
    }

    private static Profile profile(Lease lease) {
        return new Profile(lease.kind(), lease.priority(), true);
    }

    private static Waiting waiting(Lease lease, Instant now) {
        return new Waiting(
                lease.id().toString(),
                lease.team(),
                Choice.of(lease.flavor()),
                lease.gpus(),
                range(lease),
                profile(lease),
                Duration.ZERO,
                lease.submittedAt(),
                lease.phase() == Phase.SCHEDULED ? lease.startsAt() : null,
                lease.endsAt() != null ? lease.endsAt() : now.plus(lease.term()),
                lease.taker() ? lease.flavor() : null);
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
