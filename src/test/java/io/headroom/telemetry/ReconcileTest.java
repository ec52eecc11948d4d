package io.headroom.telemetry;

import static io.headroom.testing.Api.api;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.device.Device;
import io.headroom.device.Devices;
import io.headroom.device.Upkeep;
import io.headroom.platform.Signals;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rounds of an inventory of the test's own, beside the collector's, which never hears of these devices. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class ReconcileTest {
    private static final String MODEL = "NVIDIA A100-SXM4-40GB";
    private static final String UUID = "GPU-mine";
    /** No text of PostgreSQL's holds it; {@link DeviceDraft} stops it, and this is what would happen if it did not. */
    private static final String NUL = "\0";

    @Inject
    SmallWorld world;

    @Inject
    Devices devices;

    @Inject
    Upkeep upkeep;

    @Inject
    Signals signals;

    @Inject
    TelemetryConfig config;

    @Inject
    Jdbi jdbi;

    private Inventory inventory;

    @BeforeEach
    void start() {
        world.reset();
        inventory = new Inventory(devices, upkeep, signals, config);
    }

    @Test
    void slicesJoinAsAFlavorOfTheirOwnAndTheirWholeLeavesCapacity() {
        round(part("", null));
        assertThat(mine("")).returns("a100-40gb", Device::flavor).returns(true, Device::usable);
        round(part("", null), part("1", "3g.20gb"), part("2", "3g.20gb"));
        assertThat(mine("").healthReason()).contains("cut into slices");
        for (String slice : List.of("1", "2"))
            assertThat(mine(slice))
                    .returns("a100-40gb-mig-3g.20gb", Device::flavor)
                    .returns(true, Device::usable);
        round();
        assertThat(mine("").usable()).as("silence joins nothing together").isFalse();
    }

    @Test
    void aWholeThatWasJoinedAgainIsCapacityWithoutWaitingForADay() {
        round(part("", null));
        round(part("", null), part("1", "3g.20gb"));
        sawLast(UUID, Duration.ofMinutes(10));
        for (int i = 0; i < 39; i++) round(part("", null));
        assertThat(mine("").usable()).as("too few rounds to say so").isFalse();
        round(part("", null));
        assertThat(mine("1").healthReason()).startsWith("reported by no exporter since ");
        round(part("", null));
        assertThat(mine("").usable()).isTrue();
    }

    @Test
    void whatFailsInTheWholeFailsItsSlices() {
        round(part("1", "3g.20gb"));
        Reading reading = Texts.of("""
                nvidia_smi_gpu_info{uuid="GPU-mine",name="NVIDIA A100-SXM4-40GB",hostname="mine"} 1
                nvidia_smi_mig_memory_used_bytes{uuid="GPU-mine",gpu_instance_id="1"} 1
                nvidia_smi_xid_errors_total{uuid="GPU-mine",xid="79"} 1
                """);
        round(reading.devices().toArray(DeviceReading[]::new));
        assertThat(mine("1").healthReason()).isEqualTo("XID 79");
    }

    @Test
    void modelsThatNobodyNamedBringOnlySoManyFlavors() {
        int before = unnamed();
        round(IntStream.range(0, 100)
                .mapToObj(i -> Readings.part("mine", UUID + i, "", null, "made up " + i))
                .toArray(DeviceReading[]::new));
        assertThat(unnamed()).isEqualTo(Math.max(before, config.mostUnnamedFlavors()));
    }

    @Test
    void whatNoExporterToldOfForADayLeavesCapacityAndComesBackWithItsSeries() {
        round(part("", null));
        sawLast(UUID, Duration.ofHours(25));
        for (int i = 0; i < 39; i++) round();
        assertThat(mine("").usable()).as("too few rounds to say so").isTrue();
        round();
        assertThat(mine("").healthReason()).startsWith("reported by no exporter since ");
        assertThat(devices.all())
                .as("no exporter ever told of these")
                .filteredOn(device -> device.node().startsWith("test-"))
                .isNotEmpty()
                .allMatch(Device::usable);
        round(part("", null));
        assertThat(mine("").usable()).isTrue();
    }

    @Test
    void anAdminOverrulesACounterThatNeverGoesBack() {
        round(part("", null));
        round(sick(Map.of(79, 1L)));
        assertThat(mine("").healthReason()).isEqualTo("XID 79");
        upkeep.recover(mine("").id(), new Upkeep.Word(TestClock.now(), "admin", "It was reset"));
        round(sick(Map.of(79, 1L)));
        assertThat(mine("").usable()).isTrue();
        round(sick(Map.of(79, 2L)));
        assertThat(mine("").healthReason()).as("it happened again").isEqualTo("XID 79 (2 times)");
    }

    @Test
    void eachChangeOfHealthIsOnRecordOnceWithWhatWasBefore() {
        round(part("", null));
        round(sick(Map.of(79, 1L)));
        round(sick(Map.of(79, 1L)));
        round(sick(Map.of(0, 1L)));
        String entries = "audit?subject=device&subjectId=" + mine("").id() + "&action=device.";
        JsonPath failed = api("admin").read(entries + "failed");
        assertThat(failed.getList("items")).hasSize(1);
        assertThat(failed.getString("items[0].actor")).isEqualTo("telemetry");
        assertThat(failed.getString("items[0].sentence")).isEqualTo("GPU 0 of mine (GPU-mine) is no capacity: XID 79.");
        assertThat(failed.getString("items[0].before.health")).isEqualTo("healthy");
        assertThat(failed.getString("items[0].after.health")).isEqualTo("XID 79");
        JsonPath healed = api("admin").read(entries + "healed");
        assertThat(healed.getString("items[0].sentence"))
                .isEqualTo("GPU 0 of mine (GPU-mine) is healthy again; before: XID 79.");
        assertThat(healed.getString("items[0].before.health")).isEqualTo("XID 79");
    }

    @Test
    void whatWasRemovedIsGoneUntilAnExporterReportsIt() {
        round(part("", null));
        int before = devices.countByFlavor().get("a100-40gb");
        upkeep.remove(mine("").id(), new Upkeep.Word(TestClock.now(), "admin", "It was replaced"));
        assertThat(devices.all()).extracting(Device::uuid).doesNotContain(UUID);
        assertThat(devices.countByFlavor()).containsEntry("a100-40gb", before - 1);
        round(Readings.part("elsewhere", UUID, "", null, MODEL));
        assertThat(mine("")).returns("elsewhere", Device::node).returns(true, Device::usable);
    }

    @Test
    void garbageBesideItKeepsNoBrokenDeviceInCapacity() {
        round(part("", null));
        round(Readings.part("bad" + NUL, "GPU-bad", "", null, MODEL), sick(Map.of(79, 1L)));
        assertThat(mine("").healthReason()).isEqualTo("XID 79");
    }

    @Test
    void aNodeThatCannotBeAddedKeepsNoOtherOut() {
        round(
                Readings.part("first", "GPU-first", "", null, MODEL),
                Readings.part("bad" + NUL, "GPU-bad", "", null, MODEL),
                Readings.part("last", "GPU-last", "", null, MODEL));
        assertThat(devices.all()).extracting(Device::uuid).contains("GPU-first", "GPU-last");
    }

    private void round(DeviceReading... readings) {
        Instant now = TestClock.now();
        inventory.reconcile(List.of(readings), now);
    }

    private static DeviceReading part(String instance, String profile) {
        return Readings.part("mine", UUID, instance, profile, MODEL);
    }

    private static DeviceReading sick(Map<Integer, Long> xids) {
        DeviceErrors errors = new DeviceErrors(xids, null, null, null, null, null);
        return new DeviceReading(
                "mine", UUID, "", null, 0, MODEL, null, null, null, null, null, null, errors, List.of());
    }

    private Device mine(String instance) {
        return devices.all().stream()
                .filter(device ->
                        device.uuid().equals(UUID) && device.instance().equals(instance))
                .findFirst()
                .orElseThrow();
    }

    private int unnamed() {
        return (int) devices.countByFlavor().keySet().stream()
                .filter(flavor -> !config.flavors().containsKey(flavor))
                .count();
    }

    private void sawLast(String uuid, Duration ago) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE device SET seen_at = ? WHERE uuid = ?", TestClock.now().minus(ago), uuid));
    }
}
