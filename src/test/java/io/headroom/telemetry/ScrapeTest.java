package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
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

    private static Scrape scrape(String firstNode, String secondNode) throws IOException {
        String text = """
                DCGM_FI_DEV_GPU_UTIL{gpu="0",UUID="GPU-aa",Hostname="%s"} 50
                DCGM_FI_DEV_GPU_UTIL{gpu="1",UUID="GPU-bb",Hostname="%s"} 50
                """.formatted(firstNode, secondNode);
        Reading reading = ExporterText.read(new ByteArrayInputStream(text.getBytes()), Mappings.builtIn());
        return Scrape.of("test", reading, Instant.EPOCH, Duration.ZERO);
    }
}
