package io.headroom.telemetry;

import io.headroom.device.Device;
import io.headroom.device.Devices;
import io.headroom.platform.Changed;
import io.headroom.platform.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Where use and leases do not agree, looked for after each round of scrapes and kept in memory. Since when is kept in the
 * database too, for who restarts the portal must not make old findings look new.
 */
@ApplicationScoped
public class Findings {
    private static final Logger LOG = Logger.getLogger(Findings.class);

    private static final Duration KEPT_EVERY = Duration.ofMinutes(1);

    /** Of what was seen last before that, nobody knows whether it was there all the time. */
    private static final Duration LONGEST_RESTART = Duration.ofHours(1);

    private final Devices devices;
    private final Utilization utilization;
    private final Targets targets;
    private final Inventory inventory;
    private final UsageRepository repository;
    private final FindingRepository past;
    private final Clock clock;
    private final Duration fresh;
    private final Attributions attributions;
    private final double threshold;
    private final Persistence persistence;
    /** Whether a lease was ever in use, as far as the roll-ups tell: asked once, for from then on its verdict tells. */
    private final Map<UUID, Boolean> everUsed = new ConcurrentHashMap<>();

    private volatile List<Finding> open = List.of();
    /** When they were last kept, or read after a start; null before. */
    private Instant kept;

    Findings(
            Devices devices,
            Utilization utilization,
            Targets targets,
            Inventory inventory,
            UsageRepository repository,
            FindingRepository past,
            Attributions attributions,
            TelemetryConfig config,
            Clock clock) {
        this.devices = devices;
        this.utilization = utilization;
        this.targets = targets;
        this.inventory = inventory;
        this.repository = repository;
        this.past = past;
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
        List<Device> known = devices.all();
        List<Watched> watched = known.stream().map(device -> watch(device, now)).toList();
        remember(watched);
        Sighting seen = new Sighting(watched, unknown(known, now), late(known, now), now);
        FindingRules rules = new FindingRules(threshold, attributions.rules(now));
        if (kept == null) recall(now);
        open = persistence.after(rules.of(seen, this::everUsed), now);
        if (!now.isBefore(kept.plus(KEPT_EVERY)) || now.isBefore(kept)) keep(now);
    }

    private void recall(Instant now) {
        persistence.recall(past.since(now.minus(LONGEST_RESTART)), now);
        kept = now;
    }

    private void keep(Instant now) {
        try {
            write(open);
            kept = now;
        } catch (RuntimeException e) {
            LOG.warnf("Findings are not kept: %s", e.getMessage());
        }
    }

    @Transactional
    void write(List<Finding> found) {
        if (past.lock()) past.write(found);
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

    private List<Stranger> unknown(List<Device> known, Instant now) {
        Set<DeviceKey> keys = known.stream().map(Utilization::key).collect(Collectors.toSet());
        // Minutes read back from the database after a restart name no node, but are never fresh for long.
        List<DeviceReading> fresh = utilization.recent().devices().stream()
                .map(device -> reading(device, now))
                .filter(Objects::nonNull)
                .toList();
        Joining joining = inventory.joining(known, fresh);
        return fresh.stream()
                .filter(reading -> !keys.contains(reading.key()))
                .map(reading -> new Stranger(reading, joining.obstacle(reading)))
                .toList();
    }

    /** Whoever drained a node may have switched it off, with its exporter. */
    private List<URI> late(List<Device> known, Instant now) {
        Set<String> used = known.stream()
                .filter(device -> device.drain() == null)
                .map(Device::node)
                .collect(Collectors.toSet());
        Set<String> drained = known.stream()
                .map(Device::node)
                .filter(node -> !used.contains(node))
                .collect(Collectors.toSet());
        return targets.all().stream()
                .filter(target -> utilization.late(target, now))
                .filter(target -> !target.isOf(drained))
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
