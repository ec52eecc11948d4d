package io.headroom.idle;

import io.headroom.device.Device;
import io.headroom.device.Devices;
import io.headroom.telemetry.Utilization;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Looks at every lease that has idle GPUs, or had. Every replica looks with what it measured itself; the rows in the
 * database decide who makes a step. A lease that fails does not keep the others from being looked at.
 */
@ApplicationScoped
class IdleWatch {
    private static final Logger LOG = Logger.getLogger(IdleWatch.class);

    private final IdleConfig config;
    private final IdleSteps steps;
    private final IdleSpellRepository spells;
    private final Devices devices;
    private final Utilization utilization;
    private final Clock clock;

    IdleWatch(
            IdleConfig config,
            IdleSteps steps,
            IdleSpellRepository spells,
            Devices devices,
            Utilization utilization,
            Clock clock) {
        this.config = config;
        this.steps = steps;
        this.spells = spells;
        this.devices = devices;
        this.utilization = utilization;
        this.clock = clock;
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        // As exact as the database keeps it, or a step would seem to lie ahead of the next look.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        spells.closeOthers(config.mode(), now);
        if (config.mode() == IdleMode.OFF) return;
        Map<UUID, Map<UUID, SeenUse>> seen = seen(now);
        Set<UUID> leases = spells.open().stream().map(IdleSpell::lease).collect(Collectors.toSet());
        seen.forEach((lease, use) -> {
            if (use.containsValue(SeenUse.IDLE)) leases.add(lease);
        });
        leases.stream().sorted().forEach(lease -> look(lease, seen.getOrDefault(lease, Map.of()), now));
    }

    private void look(UUID lease, Map<UUID, SeenUse> use, Instant now) {
        try {
            steps.look(lease, use, now);
        } catch (RuntimeException e) {
            LOG.warnf(e, "lease=%s: not looked at for idle GPUs", lease);
        }
    }

    /** By lease and device. */
    private Map<UUID, Map<UUID, SeenUse>> seen(Instant now) {
        return devices.all().stream()
                .filter(device -> device.holder() != null)
                .collect(Collectors.groupingBy(
                        device -> device.holder().lease(), Collectors.toMap(Device::id, device -> seen(device, now))));
    }

    private SeenUse seen(Device device, Instant now) {
        return switch (utilization.verdict(device, now)) {
            case IDLE_HELD -> SeenUse.IDLE;
            case BUSY -> utilization.inUse(device, now) ? SeenUse.USED : SeenUse.BUSY;
            case UNKNOWN -> utilization.inUse(device, now) ? SeenUse.USED : SeenUse.UNKNOWN;
        };
    }
}
