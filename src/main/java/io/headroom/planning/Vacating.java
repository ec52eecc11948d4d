package io.headroom.planning;

import io.headroom.device.Device;
import io.headroom.device.Devices;
import io.headroom.device.Drain;
import io.headroom.device.DrainTarget;
import io.headroom.lease.Leases;
import io.headroom.lease.OpenNotice;
import io.headroom.lease.Relocations;
import io.headroom.team.Teams;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Moves leases off devices that are out of use: off broken ones at once, off drained ones when the notice of their kind of
 * work is over, since these still work (R9, R18).
 */
@ApplicationScoped
public class Vacating {
    private final Devices devices;
    private final Leases leases;
    private final Relocations relocations;
    private final Teams teams;

    Vacating(Devices devices, Leases leases, Relocations relocations, Teams teams) {
        this.devices = devices;
        this.leases = leases;
        this.relocations = relocations;
        this.teams = teams;
    }

    /** Moves what is due, as far as there are free devices; whether that was any. Broken ones first: they cannot wait. */
    @Transactional(TxType.MANDATORY)
    boolean move(Instant now) {
        List<Device> held = devices.outOfUseAndHeld();
        if (held.isEmpty()) return false;
        List<Device> broken = held.stream().filter(it -> !it.healthy()).toList();
        List<Devices.Replacement> first = devices.replace(broken, now);
        List<Devices.Replacement> then = devices.replace(due(held, now), now);
        relocations.replaced(first, now);
        relocations.replaced(then, now);
        return !first.isEmpty() || !then.isEmpty();
    }

    /** Tells the leads of leases on what was just drained, by when these leave it. */
    @Transactional(TxType.MANDATORY)
    public void announce(DrainTarget target, Drain drain) {
        Function<Device, Duration> notice = Leaving.notice(teams.teams());
        devices.all().stream()
                .filter(it -> target.aloneDrains(it) && it.healthy() && it.holder() != null)
                .collect(Collectors.groupingBy(it -> it.holder().lease()))
                .forEach((lease, its) ->
                        relocations.announce(lease, its, drain, drain.at().plus(notice.apply(its.getFirst()))));
    }

    private List<Device> due(List<Device> held, Instant now) {
        List<Device> drained = held.stream().filter(Device::healthy).toList();
        Map<UUID, Integer> givenBack =
                leases.notices().stream().collect(Collectors.toMap(OpenNotice::lease, OpenNotice::gpus, Integer::sum));
        Function<Device, Duration> notice = Leaving.notice(teams.teams());
        return Leaving.of(drained, it -> it.drainedSince().plus(notice.apply(it)), givenBack).stream()
                .filter(it -> !it.by().isAfter(now))
                .map(Leaving::device)
                .toList();
    }
}
