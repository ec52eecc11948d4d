package io.headroom.telemetry;

import io.headroom.device.Device;
import io.headroom.device.Devices;
import io.headroom.device.Upkeep;
import io.headroom.platform.Signals;
import io.headroom.platform.Topic;
import io.headroom.telemetry.HealthRule.Look;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Keeps the inventory true to what exporters report: new devices are added, sick and absent ones leave capacity. */
@Singleton // what is wrong in its settings stops the start
class Inventory {
    private static final Logger LOG = Logger.getLogger(Inventory.class);

    /** How exactly is kept when a device was seen last: each time is a write for each device. */
    private static final Duration STAMPED_EVERY = Duration.ofMinutes(5);

    private final Devices devices;
    private final Upkeep upkeep;
    private final Signals signals;
    private final HealthRule health;
    private final FlavorRule flavors;
    private final int mostUnnamed;
    private final Duration goneAfter;
    private final Absences absences = new Absences();
    private Instant stamped = Instant.MIN;

    Inventory(Devices devices, Upkeep upkeep, Signals signals, TelemetryConfig config) {
        this.devices = devices;
        this.upkeep = upkeep;
        this.signals = signals;
        this.health = new HealthRule(config.fatalXids());
        this.flavors = FlavorRule.of(config.flavors());
        this.mostUnnamed = config.mostUnnamedFlavors();
        this.goneAfter = config.goneAfter();
    }

    /**
     * Takes in what a round of scrapes saw. Health first, and each change committed by itself: no exporter that makes
     * something up may keep a broken device in capacity.
     */
    void reconcile(List<DeviceReading> readings, Instant now) {
        List<Device> inventory = devices.all();
        if (judge(inventory, readings, now)) tell();
        if (join(inventory, readings, now)) tell();
    }

    private void tell() {
        signals.changed(Topic.QUOTAS, Topic.WORLD, Topic.BOARD);
    }

    private boolean judge(List<Device> inventory, List<DeviceReading> readings, Instant now) {
        Map<DeviceKey, List<DeviceReading>> reported =
                readings.stream().collect(Collectors.groupingBy(DeviceReading::key));
        stamp(inventory, reported.keySet(), now);
        Instant lately = now.minus(STAMPED_EVERY);
        Map<UUID, Instant> gone =
                absences.after(inventory, reported.keySet(), devices.unseenSince(lately), now.minus(goneAfter));
        Map<UUID, String> accepted = devices.accepted();
        Slices slices = Slices.of(readings, inventory);
        boolean changed = false;
        for (Device device : inventory) {
            List<DeviceReading> told = reported.getOrDefault(Utilization.key(device), List.of());
            Look look = new Look(errors(told), slices.isCut(device, told), gone.get(device.id()));
            changed |= judge(device, accepted.get(device.id()), look, now);
        }
        return changed;
    }

    private static DeviceErrors errors(List<DeviceReading> told) {
        return told.stream()
                .map(DeviceReading::errors)
                .reduce(DeviceErrors::and)
                .orElse(null);
    }

    private boolean judge(Device device, String accepted, Look look, Instant now) {
        Health before = new Health(device.healthReason(), accepted);
        Health after = health.after(before, look);
        if (!Objects.equals(after.accepted(), accepted)) devices.setAccepted(device.id(), after.accepted());
        if (Objects.equals(after.reason(), before.reason())) return false;
        LOG.infof(
                "Device %s on %s: %s",
                device.uuid(), device.node(), after.reason() == null ? "healthy again" : after.reason());
        upkeep.setHealth(device.id(), after.reason(), now);
        return true;
    }

    /** Node by node: one that cannot be added keeps no other out. */
    private boolean join(List<Device> inventory, List<DeviceReading> readings, Instant now) {
        Set<DeviceKey> known = inventory.stream().map(Utilization::key).collect(Collectors.toSet());
        Joining joining = joining(inventory, readings);
        for (DeviceReading reading : readings)
            if (!known.contains(reading.key()) && joining.offer(reading)) known.add(reading.key());
        boolean any = false;
        for (List<Device> ofNode : joining.joined().stream()
                .map(it -> device(it, now))
                .collect(Collectors.groupingBy(Device::node, LinkedHashMap::new, Collectors.toList()))
                .values()) any |= addOfNode(ofNode);
        return any;
    }

    private boolean addOfNode(List<Device> added) {
        Device first = added.getFirst();
        try {
            devices.add(added);
            LOG.infof("%d new devices on %s; the first: %s", added.size(), first.node(), first.uuid());
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("%d new devices on %s cannot be added: %s", added.size(), first.node(), e.getMessage());
            return false;
        }
    }

    /** What joins if these are reported, before any of them did. */
    Joining joining(List<Device> inventory, List<DeviceReading> reported) {
        return new Joining(
                flavors,
                mostUnnamed,
                Slices.of(reported, inventory),
                devices.countByFlavor().keySet(),
                inventory);
    }

    private Device device(DeviceReading reading, Instant now) {
        return new Device(
                null,
                reading.node(),
                Objects.requireNonNullElse(reading.index(), 0),
                reading.uuid(),
                reading.instance(),
                reading.model(),
                flavors.of(reading),
                null,
                now,
                null,
                null);
    }

    private void stamp(List<Device> inventory, Set<DeviceKey> reported, Instant now) {
        if (!now.isBefore(stamped) && now.isBefore(stamped.plus(STAMPED_EVERY))) return;
        devices.seen(
                inventory.stream()
                        .filter(device -> reported.contains(Utilization.key(device)))
                        .map(Device::id)
                        .toList(),
                now);
        stamped = now;
    }
}
