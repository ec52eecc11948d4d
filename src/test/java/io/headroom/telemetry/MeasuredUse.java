package io.headroom.telemetry;

import io.headroom.allocator.Kind;
import io.headroom.testing.TestClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Measurements of devices that no exporter knows, as a test wants them, up to the portal's now. */
@ApplicationScoped
public class MeasuredUse {
    private final Utilization utilization;
    private final TelemetryConfig config;

    MeasuredUse(Utilization utilization, TelemetryConfig config) {
        this.utilization = utilization;
        this.config = config;
    }

    /** As idle as the window of a training lease asks for. */
    public void idle(Collection<String> uuids) {
        fill(uuids, utilization.idleWindow(Kind.TRAINING), 0);
    }

    /** Idle from now on for so long. */
    public void staysIdle(Collection<String> uuids, Duration length) {
        Instant now = TestClock.now();
        for (Instant at = now.plus(config.interval()); !at.isAfter(now.plus(length)); at = at.plus(config.interval()))
            record(uuids, at, 0);
    }

    /** Busy for ten samples. */
    public void busy(Collection<String> uuids) {
        fill(uuids, config.interval().multipliedBy(10), 0.9);
    }

    /** Over the threshold once, and idle before and after. */
    public void blip(Collection<String> uuids) {
        Instant now = TestClock.now();
        Instant middle = now.minus(config.interval().multipliedBy(5));
        forget(uuids);
        fill(uuids, utilization.idleWindow(Kind.TRAINING), middle, 0);
        record(uuids, middle.plus(config.interval()), 0.9);
        fill(uuids, config.interval().multipliedBy(3), now, 0);
    }

    /** A pod of a namespace is on it now. */
    public void usedBy(String uuid, String namespace) {
        List<Holder> holders = List.of(new Holder(namespace, "train-0", "main"));
        DeviceReading busy = reading(uuid, 0.9, holders);
        forget(List.of(uuid));
        utilization.recent().record(DeviceKey.whole(uuid), TestClock.now(), busy);
    }

    /** An exporter tells of it on that node now. */
    public void toldOfOn(String node, String uuid) {
        forget(List.of(uuid));
        utilization.recent().record(DeviceKey.whole(uuid), TestClock.now(), reading(node, uuid, 0.0, List.of()));
    }

    private void fill(Collection<String> uuids, Duration length, double busy) {
        forget(uuids);
        fill(uuids, length, TestClock.now(), busy);
    }

    private void fill(Collection<String> uuids, Duration length, Instant until, double busy) {
        for (Instant at = until.minus(length).plus(config.interval());
                !at.isAfter(until);
                at = at.plus(config.interval())) record(uuids, at, busy);
    }

    /** As a clock that is set back does. */
    private void forget(Collection<String> uuids) {
        Instant longAgo = TestClock.now().minus(RecentUse.KEPT);
        for (String uuid : uuids)
            utilization.recent().record(DeviceKey.whole(uuid), longAgo, reading(uuid, null, List.of()));
    }

    private void record(Collection<String> uuids, Instant at, double busy) {
        for (String uuid : uuids)
            utilization.recent().record(DeviceKey.whole(uuid), at, reading(uuid, busy, List.of()));
    }

    private static DeviceReading reading(String uuid, Double busy, List<Holder> holders) {
        return reading(null, uuid, busy, holders);
    }

    private static DeviceReading reading(String node, String uuid, Double busy, List<Holder> holders) {
        return new DeviceReading(
                node, uuid, "", null, 0, "Test GPU", busy, "SM", null, null, null, null, null, holders);
    }
}
