package io.headroom.telemetry;

import static io.headroom.telemetry.Texts.device;
import static io.headroom.telemetry.Texts.mib;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Scrapes of real machines, kept beside the project. */
class RealScrapesTest {
    private static final String SMI = "nvidia_gpu_exporter__linux-x86_64__nvidia-";
    private static final String NO_UUID = "00000000-0000-0000-0000-000000000000";

    /** File, node, lines, model, busy, signal, used and total bytes, power, temperature. None of them tells an XID. */
    record Expected(
            String file,
            String node,
            long lines,
            String model,
            Double busy,
            String signal,
            long used,
            long total,
            Double power,
            Double celsius) {}

    static Stream<Arguments> singleDevices() {
        String engine = "DCGM_FI_PROF_GR_ENGINE_ACTIVE";
        String smi = "nvidia_smi_utilization_gpu_ratio";
        return Stream.of(
                argumentSet(
                        "the finer signal is kept, not the 91 % of GPU_UTIL",
                        new Expected(
                                "dcgm__ericsson_t4.prom",
                                "cp-bm14r7",
                                20,
                                "Tesla T4",
                                0.156205,
                                engine,
                                mib(5120),
                                mib(15358),
                                68.244,
                                74.0)),
                argumentSet(
                        "an idle L4",
                        new Expected(
                                "dcgm__kops_l4_x1.prom",
                                "i-030791dc5a37cd257",
                                23,
                                "NVIDIA L4",
                                0.0,
                                engine,
                                0,
                                mib(23033),
                                16.365,
                                31.0)),
                argumentSet(
                        "an idle L40S",
                        new Expected(
                                "dcgm__upcloud_l40s.prom",
                                "gpu1-wl8sg",
                                23,
                                "NVIDIA L40S",
                                0.0,
                                engine,
                                0,
                                mib(46067),
                                35.686,
                                32.0)),
                argumentSet(
                        "a vGPU tells neither profiling nor power",
                        new Expected(
                                "dcgm__vks_vgpu_a100_40c.prom",
                                "test-ai-1-node-pool-40c-d5ds8-br9r6-9tb2c",
                                11,
                                "GRID A100-40C",
                                0.0,
                                "DCGM_FI_DEV_GPU_UTIL",
                                0,
                                mib(40959),
                                null,
                                null)),
                argumentSet(
                        "an idle H100",
                        new Expected(
                                SMI + "h100-80gb-hbm3__590.48.01__idle.prom",
                                null,
                                132,
                                "NVIDIA H100 80GB HBM3",
                                0.0,
                                smi,
                                0,
                                85_520_809_984L,
                                69.85,
                                41.0)),
                argumentSet(
                        "a MIG-enabled H100 has no utilization",
                        new Expected(
                                SMI + "h100-mig__590.48.01__load.prom",
                                null,
                                128,
                                "NVIDIA H100 80GB HBM3",
                                null,
                                null,
                                11_665_408_000L,
                                85_520_809_984L,
                                433.78,
                                53.0)),
                argumentSet(
                        "an H200 under load",
                        new Expected(
                                SMI + "h200__590.48.01__load.prom",
                                null,
                                139,
                                "NVIDIA H200",
                                1.0,
                                smi,
                                33_934_016_512L,
                                150_754_820_096L,
                                627.4,
                                52.0)),
                argumentSet(
                        "an L40S under load",
                        new Expected(
                                SMI + "l40s__595.80__load.prom",
                                null,
                                134,
                                "NVIDIA L40S",
                                0.09,
                                smi,
                                1_294_991_360L,
                                48_305_799_168L,
                                110.23,
                                54.0)));
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
            assertThat(device.node()).isEqualTo(expected.node());
            assertThat(device.temperatureCelsius()).isEqualTo(expected.celsius());
            assertThat(device.instance()).isEmpty();
            assertThat(device.index()).isZero();
            assertThat(device.errors().xid()).isNull();
            assertThat(device.holders()).isEmpty();
        });
    }

    @Test
    void theMixedMigNodeHasSevenWholeGpusAndThreeSlices() throws IOException {
        Reading reading = Texts.sample("dcgm__a800_x8_mig_mixed.prom");

        assertThat(reading.mapping()).isEqualTo("dcgm-exporter");
        assertThat(reading.devices()).hasSize(10).allSatisfy(device -> {
            assertThat(device.node()).isEqualTo("msxf-hpc-64-35-ai");
            assertThat(device.errors().xid()).isZero();
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

    static Stream<Arguments> capacities() {
        return Stream.of(
                argumentSet(
                        "seven whole GPUs, and three slices of the eighth",
                        "dcgm__a800_x8_mig_mixed.prom",
                        Map.of("a800-sxm4-80gb", 7L, "a800-sxm4-80gb-mig-2g.20gb", 3L)),
                argumentSet(
                        "one whole GPU; the other is two slices of different sizes, and not itself",
                        "nvidia_gpu_exporter__demo__seeded.prom",
                        Map.of("h200-141gb", 1L, "h200-141gb-mig-3g.71gb", 1L, "h200-141gb-mig-1g.18gb", 1L)),
                argumentSet(
                        "an AMD partition is no whole GPU",
                        "amd_device_metrics_exporter__excerpts.prom",
                        Map.of(
                                "aqua-vanjaram-instinct-mi325x-vf",
                                1L,
                                "amd-instinct-mi300x-oam",
                                1L,
                                "amd-instinct-mi300x-oam-cpx",
                                1L)));
    }

    @ParameterizedTest
    @MethodSource("capacities")
    void aSliceIsOfItsOwnFlavorAndWhatIsCutIsNoCapacity(String file, Map<String, Long> expected) throws IOException {
        List<DeviceReading> devices =
                Texts.sample(file).devices().stream().map(it -> it.on("n1")).toList();
        FlavorRule flavors = Shipped.flavors();
        Joining joining = new Joining(flavors, 16, Slices.of(devices, List.of()), Set.of(), List.of());
        devices.forEach(joining::offer);
        assertThat(joining.joined().stream().collect(Collectors.groupingBy(flavors::of, Collectors.counting())))
                .isEqualTo(expected);
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
        assertThat(reading.devices()).as("the one that is cut, too").hasSize(4);
        assertThat(reading.powerWatts())
                .isEqualTo(device(reading, sliced, "").powerWatts()
                        + device(reading, "ef427e4f-1970-42f2-ab0c-ecf0e56a33b9", "")
                                .powerWatts());
        assertThat(device(reading, sliced, "2").profile()).isEqualTo("1c.3g.71gb");
        assertThat(device(reading, sliced, "7").memoryUsedBytes()).isEqualTo(974_140_845L);
        assertThat(device(reading, sliced, "2").busy()).isNull();
        assertThat(device(reading, "ef427e4f-1970-42f2-ab0c-ecf0e56a33b9", "")
                        .errors()
                        .xid())
                .isEqualTo(79);
        assertThat(device(reading, sliced, "").errors().xid())
                .as("never had one")
                .isNull();
    }

    @Test
    void theLoadedH100IsBusy() throws IOException {
        Reading reading = Texts.sample(SMI + "h100-80gb-hbm3__590.48.01__load.prom");
        assertThat(reading.lines()).isEqualTo(138);
        assertThat(reading.dropped()).isZero();
        assertThat(reading.devices())
                .containsExactly(new DeviceReading(
                        null,
                        NO_UUID,
                        "",
                        null,
                        0,
                        "NVIDIA H100 80GB HBM3",
                        1.0,
                        "nvidia_smi_utilization_gpu_ratio",
                        20_780_679_168L,
                        85_520_809_984L,
                        631.95,
                        59.0,
                        new DeviceErrors(null, 0L, 0L, 0L, false, 0L),
                        List.of()));
    }

    @Test
    void amdActivityIsInPercentAndTheExportersPodHoldsNothing() throws IOException {
        Reading reading = Texts.sample("amd_device_metrics_exporter__excerpts.prom");
        assertThat(reading.mapping()).isEqualTo("amd-device-metrics-exporter");
        assertThat(reading.lines()).isEqualTo(3);
        assertThat(reading.dropped()).isZero();
        String oam = "AMD Instinct MI300X OAM";
        assertThat(reading.devices())
                .containsExactly(
                        activity(
                                "mi325x8-110.atl1.do.cpe.ice.amd.com",
                                NO_UUID,
                                0,
                                "Aqua Vanjaram [Instinct MI325X VF]",
                                0.83,
                                "amd_gpu_gfx_activity"),
                        activity("tw038", "ccff74a1-0000-1000-80e0-c6d49f5b0d86", 2, oam, 0.0, "gpu_gfx_activity"),
                        partition("tw009", "c3ff74a1-0000-0000-80ff-88426fc31c9e", "cpx", 47, oam));
    }

    private static DeviceReading activity(
            String node, String uuid, int index, String model, double busy, String signal) {
        return new DeviceReading(
                node, uuid, "", null, index, model, busy, signal, null, null, null, null, null, List.of());
    }

    private static DeviceReading partition(String node, String uuid, String profile, int index, String model) {
        return new DeviceReading(
                node,
                uuid,
                "",
                profile,
                index,
                model,
                0.0,
                "gpu_gfx_activity",
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    @Test
    void hamisSchedulerSaysWhoHasWhatAndMeasuresNothing() throws IOException {
        Reading reading = Texts.sample("hami_scheduler__expected.prom");
        assertThat(reading.mapping()).isEqualTo("hami");
        assertThat(reading.lines()).isEqualTo(12);
        assertThat(reading.dropped()).isZero();
        assertThat(reading.devices())
                .extracting(DeviceReading::key)
                .containsExactly(
                        DeviceKey.whole("AMD-1"),
                        DeviceKey.whole("zero-memory"),
                        DeviceKey.whole("negative-memory"),
                        DeviceKey.whole("normal-memory"),
                        new DeviceKey("GPU-parent", "4"));
        assertThat(reading.devices()).allSatisfy(device -> {
            assertThat(device.node()).isEqualTo("node-1");
            assertThat(device.busy()).isNull();
            assertThat(device.memoryUsedBytes()).isNull();
        });
        assertThat(device(reading, "AMD-1", "").holders()).containsExactly(new Holder("default", "amd-pod", null));
        assertThat(device(reading, "GPU-parent", "4").holders()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "dcgm__default-counters.csv, dcgm-exporter, DCGM_FI_DEV_FB_TOTAL",
        "intel_xpum_v1__metric_list.csv, intel-xpum, none"
    })
    void aMappingNamesMetricsThatTheExportersOwnListHas(String file, String mapping, String offTheList)
            throws IOException {
        String list = Texts.sampleText(file);
        List<String> metrics = Mappings.builtIn().inOrder().stream()
                .filter(it -> it.name().equals(mapping))
                .findFirst()
                .orElseThrow()
                .metrics();
        assertThat(metrics).filteredOn(metric -> !metric.equals(offTheList)).allSatisfy(metric -> assertThat(list)
                .containsPattern("\\b" + metric + "\\b"));
    }

    /** A new sample has to be read right as well. */
    @Test
    void everySampleIsStatedHere() throws IOException {
        String here = Files.readString(Path.of("src/test/java/io/headroom/telemetry/RealScrapesTest.java"));
        for (String sample : Texts.samples())
            assertThat(here).contains(sample.startsWith(SMI) ? sample.substring(SMI.length()) : sample);
    }
}
