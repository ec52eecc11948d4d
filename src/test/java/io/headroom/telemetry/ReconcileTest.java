package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.device.Device;
import io.headroom.device.Devices;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One exporter's garbage must not keep another's truth out of the inventory. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class ReconcileTest {
    private static final String KNOWN = "GPU-test-1-0";
    /** No text of PostgreSQL's holds it; {@link DeviceDraft} stops it, and this is what would happen if it did not. */
    private static final String NUL = "\0";

    @Inject
    SmallWorld world;

    @Inject
    Inventory inventory;

    @Inject
    Devices devices;

    @BeforeEach
    void reset() {
        world.reset();
    }

    @Test
    void garbageBesideItKeepsNoBrokenDeviceInCapacity() {
        inventory.reconcile(List.of(reading("bad" + NUL, "GPU-bad", 0), reading("test-1", KNOWN, 79)), TestClock.now());
        assertThat(device(KNOWN).healthReason()).isEqualTo("XID 79");
    }

    @Test
    void aNodeThatCannotBeAddedKeepsNoOtherOut() {
        inventory.reconcile(
                List.of(
                        reading("first", "GPU-first", 0),
                        reading("bad" + NUL, "GPU-bad", 0),
                        reading("last", "GPU-last", 0)),
                TestClock.now());
        assertThat(devices.all()).extracting(Device::uuid).contains("GPU-first", "GPU-last");
    }

    private Device device(String uuid) {
        return devices.all().stream()
                .filter(it -> it.uuid().equals(uuid))
                .findFirst()
                .orElseThrow();
    }

    private static DeviceReading reading(String node, String uuid, int xid) {
        return new DeviceReading(
                node, uuid, "", 0, "Test GPU", null, null, null, null, null, null, Readings.xid(xid), List.of());
    }
}
