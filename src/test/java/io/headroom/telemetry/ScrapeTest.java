package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which node a device is on: the exporter tells one, and so may the source of its address. */
class ScrapeTest {
    @Test
    void anExporterThatCallsItselfAfterItsPodIsOnThePodsNode() throws IOException {
        assertThat(scrape("dcgm-exporter-x7k2p", "dcgm-exporter-x7k2p").on("n1").devices())
                .extracting(DeviceReading::node)
                .containsOnly("n1");
    }

    @Test
    void anExporterThatTellsOfSeveralNodesIsBelieved() throws IOException {
        assertThat(scrape("a", "b").on("n1").devices())
                .extracting(DeviceReading::node)
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void whereNobodyKnowsTheNodeTheExporterIsBelieved() throws IOException {
        assertThat(scrape("a", "a").on(null).devices())
                .extracting(DeviceReading::node)
                .containsOnly("a");
    }

    @Test
    void aDeviceOfNoNodeIsWhereItsExporterAnswers() {
        Reading reading = Texts.of("nvidia_smi_utilization_gpu_ratio{uuid=\"aa\"} 0.5");
        Scrape scrape = Scrape.of("test", reading, Instant.EPOCH, Duration.ZERO);
        assertThat(scrape.orOn("gpu-7").devices())
                .extracting(DeviceReading::node)
                .containsExactly("gpu-7");
        assertThat(scrape.on("n1").orOn("gpu-7").devices())
                .extracting(DeviceReading::node)
                .containsExactly("n1");
    }

    @Test
    void oneOfAServersExportersThatFailsIsNoFailureOfTheServer() throws IOException {
        Scrape good = scrape("a", "a");
        Scrape bad = Scrape.failed("test", "names no device", Instant.EPOCH.plusSeconds(9), Duration.ZERO);
        assertThat(Scrape.together(List.of(good, bad)))
                .returns(null, Scrape::error)
                .returns(Instant.EPOCH, Scrape::scrapedAt);
        assertThat(Scrape.together(List.of(bad)).error()).isEqualTo("names no device");
    }

    private static Scrape scrape(String firstNode, String secondNode) throws IOException {
        String text = """
                DCGM_FI_DEV_GPU_UTIL{gpu="0",UUID="GPU-aa",Hostname="%s"} 50
                DCGM_FI_DEV_GPU_UTIL{gpu="1",UUID="GPU-bb",Hostname="%s"} 50
                """.formatted(firstNode, secondNode);
        Reading reading = ExporterText.read(new ByteArrayInputStream(text.getBytes()), Mappings.builtIn());
        return Scrape.of("test", reading, Instant.EPOCH, Duration.ZERO);
    }
}
