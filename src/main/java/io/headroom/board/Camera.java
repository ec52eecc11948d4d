package io.headroom.board;

import io.headroom.allocator.Loan;
import io.headroom.allocator.Team;
import io.headroom.device.Device;
import io.headroom.idle.IdleSpells;
import io.headroom.lease.Lease;
import io.headroom.lease.Leases;
import io.headroom.lease.OpenLoan;
import io.headroom.planning.Preview;
import io.headroom.team.Teams;
import io.headroom.telemetry.DeviceUse;
import io.headroom.telemetry.Utilization;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Takes a picture: one transaction, one moment. */
@ApplicationScoped
class Camera {
    private final Preview preview;
    private final Teams teams;
    private final io.headroom.device.Devices devices;
    private final Leases leases;
    private final IdleSpells idle;
    private final Utilization utilization;
    private final Clock clock;

    Camera(
            Preview preview,
            Teams teams,
            io.headroom.device.Devices devices,
            Leases leases,
            IdleSpells idle,
            Utilization utilization,
            Clock clock) {
        this.preview = preview;
        this.teams = teams;
        this.devices = devices;
        this.leases = leases;
        this.idle = idle;
        this.utilization = utilization;
        this.clock = clock;
    }

    @Transactional
    Picture take() {
        Instant now = clock.instant();
        // First, because it pins the moment that the rest is read of.
        Preview.Standing standing = preview.standing();
        List<Device> inventory = devices.all();
        List<Lease> open = leases.open();
        return new Picture(
                now,
                teams.flavors(),
                cohorts(),
                standing.shares(),
                inventory,
                uses(inventory, now),
                open,
                leases.notices(),
                since(standing.loans(), now),
                idle.notices(open));
    }

    /** The loans as they stand, with the beginning of those that were written down already. */
    private List<OpenLoan> since(List<Loan> loans, Instant now) {
        Map<Loan, Instant> known = new HashMap<>();
        leases.loans().forEach(it -> known.put(new Loan(it.lender(), it.borrower(), it.flavor(), 0), it.since()));
        return loans.stream()
                .map(it -> new OpenLoan(
                        it.lender(),
                        it.borrower(),
                        it.flavor(),
                        it.gpus(),
                        known.getOrDefault(new Loan(it.lender(), it.borrower(), it.flavor(), 0), now)))
                .toList();
    }

    private Map<String, String> cohorts() {
        Map<String, String> cohortOf = new LinkedHashMap<>();
        for (Team team : teams.teams()) cohortOf.put(team.name(), team.cohort());
        return cohortOf;
    }

    private Map<UUID, DeviceUse> uses(List<Device> inventory, Instant now) {
        Map<UUID, DeviceUse> uses = new HashMap<>();
        inventory.forEach(device -> uses.put(device.id(), utilization.of(device, now)));
        return uses;
    }
}
