package io.headroom.telemetry;

import static io.headroom.telemetry.Texts.device;
import static io.headroom.telemetry.Texts.fixture;
import static io.headroom.telemetry.Texts.mib;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the less common exporters call things, in small texts of our own. */
class OtherExportersTest {
    private static final Holder TRAIN = new Holder("vision", "train-0", "main");

    @Test
    void amdActivityIsInPercentInEitherSpelling() {
        Reading reading = fixture("amd-traps.prom");
        assertThat(reading.mapping()).isEqualTo("amd-device-metrics-exporter");
        DeviceReading old = device(reading, "u-old", "");
        assertThat(old.busy()).isEqualTo(0.57);
        assertThat(old.signal()).isEqualTo("amd_gpu_gfx_activity");
        assertThat(old.node()).isEqualTo("old");
        assertThat(old.index()).isOne();
        assertThat(old.holders()).containsExactly(TRAIN);
    }

    @Test
    void theFirstAmdPartitionStandsForTheWholeDevice() {
        Reading reading = fixture("amd-traps.prom");
        assertThat(device(reading, "u-new", ""))
                .isEqualTo(new DeviceReading(
                        "new",
                        "u-new",
                        "",
                        null,
                        2,
                        "AMD Instinct MI300X OAM",
                        1.0,
                        "gpu_gfx_activity",
                        mib(283),
                        mib(196_592),
                        144.0,
                        42.0,
                        null,
                        List.of()));
        assertThat(device(reading, "u-new", "1").busy()).isEqualTo(0.07);
    }

    @Test
    void anExportersOwnPodHoldsNothing() {
        Reading reading = fixture("amd-traps.prom");
        assertThat(device(reading, "u-behind", "").holders()).isEmpty();
        assertThat(device(reading, "u-behind", "").busy()).as("101 %").isNull();
        assertThat(reading.dropped()).isOne();
        assertThat(reading.lines()).isEqualTo(10);
    }

    @Test
    void hamisRatiosAreInPercentAndItsContainersAreHolders() {
        Reading reading = fixture("hami-traps.prom");
        assertThat(reading.mapping()).isEqualTo("hami");
        DeviceReading shared = device(reading, "GPU-aa", "");
        assertThat(shared.busy()).isEqualTo(0.57);
        assertThat(shared.memoryUsedBytes())
                .as("the device's, not a container's")
                .isEqualTo(mib(2));
        assertThat(shared.memoryTotalBytes()).isNull();
        assertThat(shared.holders())
                .containsExactly(new Holder("vision", "a", "main"), new Holder("speech", "b", "main"));
        assertThat(device(reading, "GPU-bb", "").busy()).isEqualTo(0.01);
        assertThat(device(reading, "GPU-bb", "").holders()).containsExactly(new Holder("vision", "c", "main"));
        assertThat(reading.devices()).hasSize(2);
    }

    @Test
    void allSmiWritesASpaceAfterTheComma() {
        Reading reading = fixture("all-smi-traps.prom");
        assertThat(reading.mapping()).isEqualTo("all-smi");
        assertThat(device(reading, "GPU-aa", ""))
                .isEqualTo(new DeviceReading(
                        "node-1",
                        "GPU-aa",
                        "",
                        null,
                        3,
                        "NVIDIA H200 141GB HBM3",
                        0.255,
                        "all_smi_gpu_utilization",
                        8_589_934_592L,
                        34_359_738_368L,
                        400.5,
                        65.0,
                        null,
                        List.of()));
        assertThat(device(reading, "GPU-aa", "5").busy()).isEqualTo(0.64);
        assertThat(device(reading, "GPU-aa", "5").profile()).isEqualTo("1g.18gb");
        assertThat(reading.devices()).as("a CPU is no device").hasSize(2);
    }

    @Test
    void anIntelTileIsNoDeviceAndACardIsNone() {
        Reading reading = fixture("xpum-traps.prom");
        assertThat(reading.mapping()).isEqualTo("intel-xpum");
        assertThat(reading.devices()).hasSize(2);
        DeviceReading tiled = device(reading, "u-0", "");
        assertThat(tiled.busy()).isEqualTo(0.5);
        assertThat(tiled.powerWatts()).isEqualTo(300.5);
        assertThat(tiled.memoryUsedBytes()).as("one tile's is not the device's").isNull();
        assertThat(tiled.holders()).containsExactly(TRAIN);
    }

    @Test
    void intelSeriesAreToldApartByALabel() {
        DeviceReading device = device(fixture("xpum-traps.prom"), "u-1", "");
        assertThat(device.busy()).isEqualTo(0.25);
        assertThat(device.signal()).isEqualTo("xpum_engine_group_ratio");
        assertThat(device.temperatureCelsius()).isEqualTo(61);
        assertThat(device.memoryUsedBytes()).isEqualTo(4096);
    }

    @Test
    void dcgmOneCalledThingsDifferently() {
        DeviceReading device = device(fixture("dcgm-1.x-labels.prom"), "GPU-aa", "");
        assertThat(device.busy()).isEqualTo(0.4);
        assertThat(device.powerWatts()).isEqualTo(200);
        assertThat(device.holders()).containsExactly(TRAIN, new Holder("vision", "train-1", "main"));
    }
}
