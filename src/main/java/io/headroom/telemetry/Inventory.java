package io.headroom.telemetry;

import io.headroom.device.Device;
import io.headroom.device.Devices;
import io.headroom.platform.Signals;
import io.headroom.platform.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
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
@ApplicationScoped
class Inventory {
    private static final Logger LOG = Logger.getLogger(Inventory.class);

    private static final int LONGEST_NAME = 63;

    private final Devices devices;
    private final Signals signals;
    private final HealthRule health;
    private final Map<String, Pattern> flavors;

    Inventory(Devices devices, Signals signals, TelemetryConfig config) {
        this.devices = devices;
        this.signals = signals;
        this.health = new HealthRule(config.fatalXids());
        this.flavors = config.flavors().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> Pattern.compile(entry.getValue(), Pattern.CASE_INSENSITIVE)));
    }

    /** Takes in what a round of scrapes saw. */
    @Transactional
    void reconcile(List<DeviceReading> readings, Instant now) {
        Map<DeviceKey, Device> known =
                devices.all().stream().collect(Collectors.toMap(Utilization::key, Function.identity()));
        Map<DeviceKey, Device> added = new LinkedHashMap<>();
        boolean changed = false;
        for (DeviceReading reading : readings) {
            Device device = known.get(reading.key());
            if (device != null) changed |= judge(device, reading, now);
            else if (reading.node() != null && reading.model() != null)
                added.putIfAbsent(reading.key(), device(reading, now));
        }
        add(List.copyOf(added.values()));
        if (changed || !added.isEmpty()) signals.changed(Topic.QUOTAS, Topic.WORLD, Topic.BOARD);
    }

    /** All at once: a fleet that is seen for the first time may have ten thousand. */
    private void add(List<Device> added) {
        if (added.isEmpty()) return;
        devices.add(added);
        long nodes = added.stream().map(Device::node).distinct().count();
        Device first = added.getFirst();
        LOG.infof("%d new devices on %d nodes; the first: %s on %s", added.size(), nodes, first.uuid(), first.node());
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
