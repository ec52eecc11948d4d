package io.headroom.telemetry;

import io.headroom.device.Device;
import io.headroom.device.Devices;
import io.headroom.platform.Signals;
import io.headroom.platform.Topic;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Keeps the inventory true to what exporters report: new devices are added, sick ones leave capacity. */
@Singleton // what is wrong in its settings stops the start
class Inventory {
    private static final Logger LOG = Logger.getLogger(Inventory.class);

    private static final int LONGEST_NAME = 63;
    private static final Pattern FLAVOR = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");

    private final Devices devices;
    private final Signals signals;
    private final HealthRule health;
    private final Map<String, Pattern> flavors;

    Inventory(Devices devices, Signals signals, TelemetryConfig config) {
        this.devices = devices;
        this.signals = signals;
        this.health = new HealthRule(config.fatalXids());
        config.flavors().keySet().forEach(Inventory::requireFlavor);
        this.flavors = config.flavors().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> Pattern.compile(entry.getValue(), Pattern.CASE_INSENSITIVE)));
    }

    private static void requireFlavor(String name) {
        if (!FLAVOR.matcher(name).matches())
            throw new IllegalArgumentException("headroom.telemetry.flavors." + name
                    + " must name a flavor by 1 to 63 of a-z, 0-9, . and -, the first of them a letter or a digit");
    }

    /**
     * Takes in what a round of scrapes saw. Health first, and each change committed by itself: no exporter that makes
     * something up may keep a broken device in capacity.
     */
    void reconcile(List<DeviceReading> readings, Instant now) {
        Map<DeviceKey, Device> known =
                devices.all().stream().collect(Collectors.toMap(Utilization::key, Function.identity()));
        boolean changed = false;
        for (DeviceReading reading : readings) {
            Device device = known.get(reading.key());
            if (device != null) changed |= judge(device, reading, now);
        }
        if (changed) tell();
        Map<DeviceKey, Device> added = new LinkedHashMap<>();
        for (DeviceReading reading : readings)
            if (!known.containsKey(reading.key()) && reading.node() != null && reading.model() != null)
                added.putIfAbsent(reading.key(), device(reading, now));
        if (add(added.values())) tell();
    }

    private void tell() {
        signals.changed(Topic.QUOTAS, Topic.WORLD, Topic.BOARD);
    }

    /** Node by node: one that cannot be added keeps no other out. @return whether any was */
    private boolean add(Collection<Device> added) {
        boolean any = false;
        for (List<Device> ofNode : added.stream()
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

    private Device device(DeviceReading reading, Instant now) {
        return new Device(
                null,
                reading.node(),
                Objects.requireNonNullElse(reading.index(), 0),
                reading.uuid(),
                reading.instance(),
                reading.model(),
                flavor(reading.model()),
                null,
                now,
                null,
                null);
    }

    private boolean judge(Device device, DeviceReading reading, Instant now) {
        String reason = health.reason(device.healthReason(), reading.errors());
        if (Objects.equals(reason, device.healthReason())) return false;
        LOG.infof("Device %s on %s: %s", device.uuid(), device.node(), reason == null ? "healthy again" : reason);
        devices.setHealth(device.id(), reason, now);
        return true;
    }

    /** The configured flavor of a model, or one named after it. */
    String flavor(String model) {
        return flavors.entrySet().stream()
                .filter(entry -> entry.getValue().matcher(model).find())
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElseGet(() -> named(model));
    }

    /** A name that the schema takes, whatever an exporter calls its model. */
    private static String named(String model) {
        String name = model.toLowerCase(Locale.ROOT)
                .replaceFirst("^nvidia[ -]", "")
                .replaceAll("[^a-z0-9.]+", "-")
                .replaceAll("^[-.]+|-+$", "");
        if (name.isEmpty()) return "gpu";
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }
}
