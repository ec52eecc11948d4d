package io.headroom.telemetry;

import io.headroom.device.Device;
import io.headroom.device.Devices;
import io.headroom.platform.Signals;
import io.headroom.platform.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
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
        boolean changed = false;
        for (DeviceReading reading : readings) {
            Device device = known.get(reading.key());
            changed |= device == null ? add(reading, now) : judge(device, reading, now);
        }
        if (changed) signals.changed(Topic.QUOTAS, Topic.WORLD, Topic.BOARD);
    }

    private boolean add(DeviceReading reading, Instant now) {
        if (reading.node() == null || reading.model() == null) return false;
        String flavor = flavor(reading.model());
        LOG.infof("New device %s on %s: %s, flavor %s", reading.uuid(), reading.node(), reading.model(), flavor);
        int index = Objects.requireNonNullElse(reading.index(), 0);
        devices.add(new Device(
                null,
                reading.node(),
                index,
                reading.uuid(),
                reading.instance(),
                reading.model(),
                flavor,
                null,
                now,
                null,
                null));
        return true;
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
