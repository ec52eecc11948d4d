package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever values and labels an exporter writes, a reading holds nothing that cannot be. */
class ExporterTextFuzzTest {
    @Property(tries = 1000)
    void nothingAbsurdGetsThrough(@ForAll("scrapes") List<String> lines) {
        Reading reading = Texts.of(String.join("\n", lines));

        assertThat(reading.lines()).isEqualTo(lines.size());
        assertThat(reading.dropped()).isBetween(0L, reading.lines());
        assertThat(reading.devices()).allSatisfy(device -> {
            assertThat(device.busy() == null || device.busy() >= 0 && device.busy() <= 1)
                    .isTrue();
            assertThat(device.busy() == null).isEqualTo(device.signal() == null);
            assertThat(device.powerWatts() == null || device.powerWatts() >= 0 && device.powerWatts() <= 10_000)
                    .isTrue();
            assertThat(device.memoryUsedBytes() == null || device.memoryUsedBytes() >= 0)
                    .isTrue();
            assertThat(device.holders()).doesNotHaveDuplicates();
        });
        assertThat(reading.devices()).extracting(DeviceReading::key).doesNotHaveDuplicates();
    }

    @Provide
    Arbitrary<List<String>> scrapes() {
        Arbitrary<String> metric = Arbitraries.of(
                "DCGM_FI_PROF_SM_ACTIVE",
                "DCGM_FI_DEV_GPU_UTIL",
                "DCGM_FI_DEV_FB_USED",
                "DCGM_FI_DEV_FB_FREE",
                "DCGM_FI_DEV_POWER_USAGE",
                "dcgm_fi_dev_xid_errors",
                "DCGM_FI_DEV_ENC_UTIL");
        Arbitrary<String> labels = Arbitraries.of(
                "UUID=\"a\"",
                "uuid=\"a\"",
                "UUID=\"b\",GPU_I_ID=\"1\"",
                "UUID=\"b\",GPU_I_ID=\"2\"",
                "UUID=\"a\",pod=\"p\"",
                "UUID=\"a\",pod=\"q\",namespace=\"n\"",
                "UUID=\"\"",
                "gpu=\"0\"");
        Arbitrary<String> value = Arbitraries.oneOf(
                Arbitraries.doubles().map(String::valueOf),
                Arbitraries.doubles().between(-1, 120).map(String::valueOf),
                Arbitraries.of("NaN", "+Inf", "-0", "9223372036854775794", "3.69e12", "N/A", ""));
        return Combinators.combine(metric, labels, value)
                .as("%s{%s} %s"::formatted)
                .list()
                .ofMaxSize(40);
    }
}
