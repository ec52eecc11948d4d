package io.headroom.telemetry;

import static io.headroom.telemetry.Texts.device;
import static io.headroom.telemetry.Texts.mib;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Scrapes of real machines, kept beside the project. */
class RealScrapesTest {
    private static final String SMI = "nvidia_gpu_exporter__linux-x86_64__nvidia-";
    private static final String NO_UUID = "00000000-0000-0000-0000-000000000000";

    /** File, lines, model, busy, signal, used and total bytes, power. */
    record Expected(
            String file, long lines, String model, Double busy, String signal, long used, long total, Double power) {}

    static Stream<Arguments> singleDevices() {
        String engine = "DCGM_FI_PROF_GR_ENGINE_ACTIVE";
        String smi = "nvidia_smi_utilization_gpu_ratio";
        return Stream.of(
                argumentSet(
                        "the finer signal is kept, not the 91 % of GPU_UTIL",
                        new Expected(
                                "dcgm__ericsson_t4.prom",
                                20,
                                "Tesla T4",
                                0.156205,
                                engine,
                                mib(5120),
                                mib(15358),
                                68.244)),
                argumentSet(
                        "an idle L4",
                        new Expected("dcgm__kops_l4_x1.prom", 23, "NVIDIA L4", 0.0, engine, 0, mib(23033), 16.365)),
                argumentSet(
                        "an idle L40S",
                        new Expected("dcgm__upcloud_l40s.prom", 23, "NVIDIA L40S", 0.0, engine, 0, mib(46067), 35.686)),
                argumentSet(
                        "a vGPU tells neither profiling nor power",
                        new Expected(
                                "dcgm__vks_vgpu_a100_40c.prom",
                                11,
                                "GRID A100-40C",
                                0.0,
                                "DCGM_FI_DEV_GPU_UTIL",
                                0,
                                mib(40959),
                                null)),
                argumentSet(
                        "an idle H100",
                        new Expected(
                                SMI + "h100-80gb-hbm3__590.48.01__idle.prom",
                                132,
                                "NVIDIA H100 80GB HBM3",
                                0.0,
                                smi,
                                0,
                                85_520_809_984L,
                                69.85)),
                argumentSet(
                        "a MIG-enabled H100 has no utilization",
                        new Expected(
                                SMI + "h100-mig__590.48.01__load.prom",
                                128,
                                "NVIDIA H100 80GB HBM3",
                                null,
                                null,
                                11_665_408_000L,
                                85_520_809_984L,
                                433.78)),
                argumentSet(
                        "an H200 under load",
                        new Expected(
                                SMI + "h200__590.48.01__load.prom",
                                139,
                                "NVIDIA H200",
                                1.0,
                                smi,
                                33_934_016_512L,
                                150_754_820_096L,
                                627.4)),
                argumentSet(
                        "an L40S under load",
                        new Expected(
                                SMI + "l40s__595.80__load.prom",
                                134,
                                "NVIDIA L40S",
                                0.09,
                                smi,
                                1_294_991_360L,
                                48_305_799_168L,
                                110.23)));
    }

    @ParameterizedTest
    @MethodSource("singleDevices")
    void readsOneDevice(Expected expected) throws IOException {
        Reading reading = Texts.sample(expected.file());

        assertThat(reading.problem()).isNull();
        assertThat(reading.lines()).isEqualTo(expected.lines());
        assertThat(reading.dropped()).isZero();
        assertThat(reading.devices()).singleElement().satisfies(device -> {
            assertThat(device.model()).isEqualTo(expected.model());
            assertThat(device.busy()).isEqualTo(expected.busy());
            assertThat(device.signal()).isEqualTo(expected.signal());
            assertThat(device.memoryUsedBytes()).isEqualTo(expected.used());
            assertThat(device.memoryTotalBytes()).isEqualTo(expected.total());
            assertThat(device.powerWatts()).isEqualTo(expected.power());
            assertThat(device.holders()).isEmpty();
        });
    }

    @Test
    void theMixedMigNodeHasSevenWholeGpusAndThreeSlices() throws IOException {
        Reading reading = Texts.sample("dcgm__a800_x8_mig_mixed.prom");

        assertThat(reading.mapping()).isEqualTo("dcgm-exporter");
        assertThat(reading.devices()).hasSize(10).allSatisfy(device -> {
            assertThat(device.node()).isEqualTo("msxf-hpc-64-35-ai");
            assertThat(device.xid()).isZero();
        });
        assertThat(reading.lines()).isEqualTo(115);
        assertThat(reading.dropped()).as("FAILED TO CONVERT TO STRING").isEqualTo(10);
        // 78.446 once for the sliced GPU, not 234.794
        assertThat(reading.powerWatts())
                .isCloseTo(78.446 + 55.942 + 53.752 + 56.990 + 58.643 + 54.581 + 57.145 + 55.011, within(1e-9));
    }

    @Test
    void aSliceHasNoUtilizationAndItsOwnMemory() throws IOException {
        Reading reading = Texts.sample("dcgm__a800_x8_mig_mixed.prom");
        DeviceReading slice = device(reading, "GPU-1f027ee8-6e1e-2b8c-0108-3d370e5f0418", "3");
        assertThat(slice.busy()).isNull();
        assertThat(slice.memoryTotalBytes()).isEqualTo(mib(19_957 + 10));
        assertThat(device(reading, "GPU-9e5b8fec-61bf-5124-a0a9-079af1b65cc6", "")
                        .signal())
                .isEqualTo("DCGM_FI_DEV_GPU_UTIL");
    }

    @Test
    void podsAreFoundUnderOldAndNewLabels() throws IOException {
        Reading reading = Texts.sample("dcgm__pod_labels_excerpts.prom");
        assertThat(reading.devices()).hasSize(3);
        assertThat(reading.dropped()).isZero();
        DeviceReading tester = device(reading, "GPU-227ba87f-fcf3-c09a-dc3b-c72ea41297e3", "");
        assertThat(tester.holders()).containsExactly(new Holder("default", "dcgmproftester", "dcgmproftester11"));
        assertThat(tester.busy()).isNull();
        DeviceReading old = device(reading, "GPU-931446e6-0413-2864-5b76-11227dcda4ae", "");
        assertThat(old.holders()).containsExactly(new Holder("ai-1", "d85np-t6mdg", "-grpc-pod"));
        assertThat(old.busy()).isEqualTo(0.008246);
        assertThat(device(reading, "GPU-af2c63a8-8c8b-21cc-581a-bab6bba89d08", "1")
                        .holders())
                .isEmpty();
    }

    @Test
    void theDemoHasTwoGpusOneOfThemSliced() throws IOException {
        Reading reading = Texts.sample("nvidia_gpu_exporter__demo__seeded.prom");
        String sliced = "1c67088e-9ecb-4564-bb97-6151ecc2ef64";
        assertThat(reading.lines()).isEqualTo(292);
        assertThat(reading.dropped()).isZero();
        assertThat(reading.devices()).hasSize(4);
        assertThat(device(reading, sliced, "7").memoryUsedBytes()).isEqualTo(974_140_845L);
        assertThat(device(reading, sliced, "2").busy()).isNull();
        assertThat(device(reading, "ef427e4f-1970-42f2-ab0c-ecf0e56a33b9", "").xid())
                .isEqualTo(79);
        assertThat(device(reading, sliced, "").xid()).as("never had one").isNull();
    }

    @Test
    void theLoadedH100IsBusy() throws IOException {
        Reading reading = Texts.sample(SMI + "h100-80gb-hbm3__590.48.01__load.prom");
        assertThat(reading.lines()).isEqualTo(138);
        assertThat(device(reading, NO_UUID, "").busy()).isGreaterThan(0.5);
    }
}
