package io.headroom.telemetry;

import static io.headroom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.headroom.testing.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Prometheus server from the path scrapes two exporters, and Headroom asks it; where there is none, skipped visibly. */
@Timeout(60)
class RealPrometheusTest {
    @TempDir
    Path folder;

    private final PrometheusServer asking =
            new PrometheusServer(ScrapeLimits.DEFAULT, Mappings.builtIn(), Clock.systemUTC());
    private HttpServer exporters;
    private Process prometheus;
    private URI address;

    @BeforeEach
    void start() throws IOException {
        Tool.PROMETHEUS.require();
        exporters = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/dcgm", "dcgm-traps.prom");
        serve("/amd", "amd-traps.prom");
        exporters.start();
        int port = freePort();
        address = URI.create("http://127.0.0.1:" + port);
        prometheus = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + config(),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        asking.close();
        if (prometheus == null) return;
        exporters.stop(0);
        prometheus.destroy();
        prometheus.waitFor(10, TimeUnit.SECONDS);
    }

    @Test
    void itsSeriesAreReadAsTheExportersAre() {
        eventually(() -> assertThat(
                        Scrape.together(asking.scrape(Target.at(address))).mapping())
                .isEqualTo("amd-device-metrics-exporter, dcgm-exporter"));
        List<Scrape> looks = asking.scrape(Target.at(address));
        DeviceReading shared = device(looks, "GPU-aa", "");
        assertThat(shared.busy()).isEqualTo(0.93);
        assertThat(shared.node()).isEqualTo("n1");
        assertThat(shared.holders())
                .containsExactlyInAnyOrder(
                        new Holder("vision", "train-0", "main"), new Holder("speech", "asr-1", "main"));
        assertThat(device(looks, "GPU-dd", "").signal()).isEqualTo("DCGM_FI_PROF_GR_ENGINE_ACTIVE");
        assertThat(device(looks, "u-new", "1").busy()).isEqualTo(0.07);
        assertThat(Scrape.together(looks).scrapedAt())
                .isAfter(Clock.systemUTC().instant().minus(Duration.ofSeconds(10)));
    }

    private static DeviceReading device(List<Scrape> looks, String uuid, String instance) {
        return looks.stream()
                .flatMap(look -> look.devices().stream())
                .filter(device -> device.key().equals(new DeviceKey(uuid, instance)))
                .findFirst()
                .orElseThrow();
    }

    private Path config() throws IOException {
        String target = "127.0.0.1:" + exporters.getAddress().getPort();
        return Files.writeString(folder.resolve("prometheus.yml"), """
                global: { scrape_interval: 1s, scrape_timeout: 1s }
                scrape_configs:
                - { job_name: dcgm, metrics_path: /dcgm, static_configs: [{ targets: ['%1$s'], labels: { namespace: gpu-operator, pod: exporter-x } }] }
                - { job_name: amd, metrics_path: /amd, static_configs: [{ targets: ['%1$s'] }] }
                """.formatted(target));
    }

    /** Only lines that Prometheus takes: one it cannot read costs it the whole scrape. */
    private void serve(String path, String fixture) {
        exporters.createContext(path, exchange -> {
            try (exchange;
                    var in = RealPrometheusTest.class.getResourceAsStream("/telemetry/" + fixture)) {
                String text = new String(in.readAllBytes());
                byte[] body = text.lines()
                        .filter(line -> line.matches("(#.*|[^}]*\\} [0-9.e+-]+)"))
                        .reduce("", (all, line) -> all + line + "\n")
                        .getBytes();
                exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
