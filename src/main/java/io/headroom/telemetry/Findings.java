package io.headroom.telemetry;

import io.headroom.device.Device;
import io.headroom.device.Devices;
import io.headroom.platform.Changed;
import io.headroom.platform.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Where use and leases do not agree, looked for after each round of scrapes and kept in memory. */
@ApplicationScoped
public class Findings {
    private final Devices devices;
    private final Utilization utilization;
    private final Targets targets;
    private final UsageRepository repository;
    private final Clock clock;
    private final Duration fresh;
    private final Attributions attributions;
    private final double threshold;
    private final Persistence persistence;
    /** Whether a lease was ever in use, as far as the roll-ups tell: asked once, for from then on its verdict tells. */
    private final Map<UUID, Boolean> everUsed = new ConcurrentHashMap<>();

    private volatile List<Finding> open = List.of();

    Findings(
            Devices devices,
            Utilization utilization,
            Targets targets,
            UsageRepository repository,
            Attributions attributions,
            TelemetryConfig config,
            Clock clock) {
        this.devices = devices;
        this.utilization = utilization;
        this.targets = targets;
        this.repository = repository;
        this.clock = clock;
        this.fresh = config.interval().multipliedBy(3);
        this.attributions = attributions;
        this.threshold = config.idleThreshold();
        this.persistence = new Persistence(config.findingPatience());
    }

    /** What has looked wrong for long enough, oldest first. */
    public List<Finding> open() {
        return open;
    }

    void onMeasured(@Observes Changed changed) {
        if (changed.topics().contains(Topic.USE)) look(clock.instant());
    }

    private synchronized void look(Instant now) {
        List<Device> inventory = devices.all();
        List<Watched> watched =
                inventory.stream().map(device -> watch(device, now)).toList();
        remember(watched);
        Sighting seen = new Sighting(watched, unknown(inventory, now), late(now), now);
        FindingRules rules = new FindingRules(threshold, attributions.rules(now));
        open = persistence.after(rules.of(seen, this::everUsed), now);
    }

    private Watched watch(Device device, Instant now) {
        UseVerdict verdict = device.holder() == null ? null : utilization.verdict(device, now);
        return new Watched(device, verdict, reading(Utilization.key(device), now));
    }

    private DeviceReading reading(DeviceKey device, Instant now) {
        return utilization
                .recent()
                .latest(device)
                .filter(seen -> !seen.at().plus(fresh).isBefore(now))
                .map(RecentUse.Seen::reading)
                .orElse(null);
    }

    private List<DeviceReading> unknown(List<Device> inventory, Instant now) {
        Set<DeviceKey> known = inventory.stream().map(Utilization::key).collect(Collectors.toSet());
        List<DeviceReading> unknown = new ArrayList<>();
        for (DeviceKey device : utilization.recent().devices()) {
            DeviceReading reading = known.contains(device) ? null : reading(device, now);
            // Minutes read back from the database after a restart name no node, but are never fresh for long.
            if (reading != null) unknown.add(reading);
        }
        return unknown;
    }

    private List<URI> late(Instant now) {
        return targets.all().stream()
                .filter(target -> utilization.late(target, now))
                .map(target -> target.target().uri())
                .toList();
    }

    /** Leases that are in use are used; those that are gone are forgotten. */
    private void remember(List<Watched> watched) {
        Set<UUID> leases = new HashSet<>();
        for (Watched it : watched) {
            if (!it.isHeld()) continue;
            UUID lease = it.device().holder().lease();
            leases.add(lease);
            if (it.verdict() == UseVerdict.BUSY) everUsed.put(lease, true);
        }
        everUsed.keySet().retainAll(leases);
    }

    private boolean everUsed(UUID lease) {
        return everUsed.computeIfAbsent(lease, id -> repository.everUsed(id, threshold));
    }
}
