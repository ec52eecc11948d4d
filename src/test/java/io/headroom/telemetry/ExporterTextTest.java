package io.headroom.telemetry;

import static io.headroom.telemetry.Texts.device;
import static io.headroom.telemetry.Texts.fixture;
import static io.headroom.telemetry.Texts.mib;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Our own small texts, each trap of the field once. */
class ExporterTextTest {
    @Test
    void aDeviceSharedByTwoPodsIsOneDeviceWithTwoHolders() {
        DeviceReading shared = device(fixture("dcgm-traps.prom"), "GPU-aa", "");

        assertThat(shared.busy()).isEqualTo(0.93);
        assertThat(shared.signal()).isEqualTo("DCGM_FI_DEV_GPU_UTIL");
        assertThat(shared.holders())
                .containsExactly(new Holder("vision", "train-0", "main"), new Holder("speech", "asr-1", "main"));
        assertThat(shared.node()).isEqualTo("n1");
        assertThat(shared.index()).isZero();
        assertThat(shared.model()).isEqualTo("NVIDIA \"X\" \\ 1");
    }

    @Test
    void totalMemoryIsUsedFreeAndReserved() {
        DeviceReading device = device(fixture("dcgm-traps.prom"), "GPU-aa", "");
        assertThat(device.memoryUsedBytes()).isEqualTo(mib(1000));
        assertThat(device.memoryTotalBytes()).isEqualTo(mib(3096));
    }

    @Test
    void absurdAndBlankValuesAreUnknownAndCounted() {
        Reading reading = fixture("dcgm-traps.prom");
        DeviceReading blank = device(reading, "GPU-bb", "");

        assertThat(blank.busy()).isNull();
        assertThat(blank.signal()).isNull();
        assertThat(blank.powerWatts()).isNull();
        assertThat(blank.memoryUsedBytes()).isNull();
        assertThat(blank.errors().xid()).isEqualTo(79);
        assertThat(blank.holders()).isEmpty();
        assertThat(device(reading, "GPU-aa", "").powerWatts()).isNull();
        // 101 %, NaN, 3.69 TW, -1 W, two blanks, a sentence, a line cut off
        assertThat(reading.dropped()).isEqualTo(8);
        assertThat(reading.lines()).isEqualTo(19);
    }

    /** PostgreSQL stores no NUL and indexes no 3 KB: one such exporter would stop the inventory for all. */
    @ParameterizedTest
    @MethodSource("impossibleNames")
    void aDeviceWithAnImpossibleNameIsDropped(String labels) {
        Reading reading = Texts.of("""
                DCGM_FI_DEV_GPU_UTIL{UUID="GPU-good",Hostname="n1",modelName="X"} 50
                DCGM_FI_DEV_GPU_UTIL{%1$s} 50
                DCGM_FI_DEV_GPU_TEMP{%1$s} 60
                """.formatted(labels));
        assertThat(reading.devices()).extracting(DeviceReading::uuid).containsExactly("GPU-good");
        assertThat(reading.dropped()).isEqualTo(2);
    }

    static Stream<Arguments> impossibleNames() {
        return Stream.of(
                argumentSet("NUL in a UUID", "UUID=\"a\0\",Hostname=\"n1\",modelName=\"X\""),
                argumentSet("a line break in an instance", "UUID=\"a\",GPU_I_ID=\"1\\n\",Hostname=\"n1\""),
                argumentSet("NUL in a node", "UUID=\"a\",Hostname=\"n\0\",modelName=\"X\""),
                argumentSet("NUL in a model", "UUID=\"a\",Hostname=\"n1\",modelName=\"\0\""),
                argumentSet("a name of 254 letters", "UUID=\"a\",Hostname=\"" + "n".repeat(254) + "\""));
    }

    @Test
    void aNameAsLongAsAHostsMayBeIsBelieved() {
        String node = "n".repeat(253);
        Reading reading = Texts.of("DCGM_FI_DEV_GPU_UTIL{UUID=\"a\",Hostname=\"" + node + "\"} 50");
        assertThat(device(reading, "a", "").node()).isEqualTo(node);
    }

    @Test
    void theBestSignalThatHasAValueWins() {
        DeviceReading device = device(fixture("dcgm-traps.prom"), "GPU-dd", "");
        assertThat(device.busy()).isEqualTo(0.25);
        assertThat(device.signal()).isEqualTo("DCGM_FI_PROF_GR_ENGINE_ACTIVE");
    }

    @Test
    void nvlinkSeriesNameTheDeviceInTheirOwnWords() {
        DeviceReading device = device(fixture("dcgm-traps.prom"), "GPU-cc", "");
        assertThat(device.model()).isEqualTo("NVIDIA Y");
        assertThat(device.busy()).isNull();
    }

    @Test
    void slicesRepeatTheirParentsPowerAndAreNotAdded() {
        Reading reading = fixture("dcgm-mig-crlf-no-last-newline.prom");
        assertThat(reading.devices())
                .extracting(DeviceReading::key)
                .containsExactly(new DeviceKey("GPU-p", "1"), new DeviceKey("GPU-p", "2"), DeviceKey.whole("GPU-q"));
        assertThat(reading.powerWatts()).isEqualTo(301 + 50);
    }

    @Test
    void behindPrometheusOnlyTheExportedPodIsTheWorkload() {
        Reading reading = fixture("dcgm-behind-prometheus.prom");
        assertThat(device(reading, "GPU-aa", "").holders()).containsExactly(new Holder("vision", "train-0", "main"));
        assertThat(device(reading, "GPU-bb", "").holders()).isEmpty();
    }

    @Test
    void nvidiaSmiRatiosAreRatiosAndAnXidIsALabel() {
        Reading reading = fixture("nvidia-smi-traps.prom");
        assertThat(reading.mapping()).isEqualTo("nvidia_gpu_exporter");
        assertThat(device(reading, "u-0", ""))
                .isEqualTo(new DeviceReading(
                        null,
                        "u-0",
                        "",
                        null,
                        0,
                        "NVIDIA H200",
                        0.09,
                        "nvidia_smi_utilization_gpu_ratio",
                        1_294_991_360L,
                        48_305_799_168L,
                        110.23,
                        54.0,
                        new DeviceErrors(Map.of(79, 2L), null, null, null, null, null),
                        List.of()));
        assertThat(device(reading, "u-0", "2").memoryTotalBytes()).isEqualTo(2_000_000_000L);
    }

    @Test
    void everyXidIsKeptWithHowOftenItWasMet() {
        Reading reading = Texts.of("""
                nvidia_smi_xid_errors_total{uuid="u",xid="79"} 1
                nvidia_smi_xid_errors_total{uuid="u",xid="94"} 3
                nvidia_smi_xid_errors_total{uuid="u",xid="13"} 0
                """);
        assertThat(device(reading, "u", "").errors().xids()).isEqualTo(Map.of(79, 1L, 94, 3L));
    }

    @Test
    void aSliceHasTheModelAndTheErrorsOfItsWhole() {
        Reading reading = fixture("nvidia-smi-traps.prom");
        DeviceReading slice = device(reading, "u-0", "2");
        assertThat(slice.model()).isEqualTo("NVIDIA H200");
        assertThat(slice.errors().xid()).isEqualTo(79);
        assertThat(slice.busy()).as("that of its whole says nothing of it").isNull();
        assertThat(slice.powerWatts()).isNull();
    }

    @Test
    void jobsAreHoldersAndErrorsAreFacts() {
        Reading reading = fixture("dcgm-errors-and-jobs.prom");
        assertThat(reading.dropped()).as("a blank").isOne();
        DeviceReading sick = device(reading, "GPU-aa", "");
        assertThat(sick.holders()).containsExactly(Holder.ofJob("1234", "vision"), Holder.ofJob("1235", null));
        assertThat(sick.errors()).isEqualTo(new DeviceErrors(null, 2L, 5000L, 3L, true, 1L));
        DeviceReading well = device(reading, "GPU-bb", "");
        assertThat(well.holders()).containsExactly(Holder.ofJob("1236", "nlp"));
        assertThat(well.errors()).isEqualTo(new DeviceErrors(null, null, null, null, false, null));
        assertThat(device(reading, "GPU-cc", "").holders()).isEmpty();
    }

    @Test
    void aTextOfNoKnownExporterIsAProblem() {
        assertThat(Texts.of("<html>\n<p>hello</p>\n</html>\n").problem())
                .isEqualTo("no metric of a known exporter among 3 lines, 3 of them unreadable");
        assertThat(Texts.of("").problem()).startsWith("no metric of a known exporter");
        assertThat(Texts.of("nvidia_smi_failed_scrapes_total 7\n").problem())
                .isEqualTo("nvidia_gpu_exporter names no device");
    }

    @Test
    void aMappingCanTellSeriesOfOneMetricApart() {
        Mapping mapping = Mappings.parse("xpum", """
                { "name": "xpum", "families": ["xpum_"],
                  "facts": [{ "fact": "BUSY", "metric": "xpum_engine_group_ratio", "scale": 0.01, "where": { "type": "compute" } }],
                  "labels": { "UUID": ["uuid"] } }""");
        String text = "xpum_engine_group_ratio{type=\"copy\",uuid=\"u\"} 90\n"
                + "xpum_engine_group_ratio{type=\"compute\",uuid=\"u\"} 30\n";
        Reading reading = Texts.read(text, Mappings.of(List.of(mapping)));
        assertThat(reading.devices().getFirst().busy()).isEqualTo(0.3);
    }

    @Test
    void madeUpDevicesDoNotFillTheMemory() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 6000; i++) {
            text.append("DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-").append(i).append("\"} 1\n");
        }
        Reading reading = Texts.of(text.toString());
        assertThat(reading.devices()).hasSize(4096);
        assertThat(reading.dropped()).isEqualTo(6000 - 4096);
    }
}
