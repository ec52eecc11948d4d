package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code scrape} as the shell sees it: what it prints where, and how it ends. */
@Timeout(60)
class ScrapeCommandTest {
    private static final String METRICS = """
            DCGM_FI_DEV_GPU_UTIL{gpu="0",UUID="GPU-aa",GPU_I_ID="3",Hostname="n1",namespace="vision",pod="train-0"} 93
            DCGM_FI_DEV_POWER_USAGE{gpu="0",UUID="GPU-aa",GPU_I_ID="3",Hostname="n1"} 3.69e+12
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ScrapeLimits limits = new ScrapeLimits(Duration.ofSeconds(1), 1 << 20);

    private int scrape(String... targets) throws IOException {
        return new ScrapeCommand(limits, Optional.empty(), out, err).run(targets);
    }

    private List<JsonNode> printed() throws IOException {
        return new ObjectMapper()
                .readerFor(JsonNode.class)
                .<JsonNode>readValues(out.toByteArray())
                .readAll();
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("metrics.prom"), text).toString();
    }

    @Test
    void printsWhatItSeesAndNullForWhatItDoesNot() throws IOException {
        String file = file(METRICS);
        assertThat(scrape(file)).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(printed()).containsExactly(new ObjectMapper().readTree("""
                {"target": "%s", "mapping": "dcgm-exporter", "devices": [{"node": "n1", "uuid": "GPU-aa", "instance": "3",
                 "model": null, "busy": 0.93, "signal": "DCGM_FI_DEV_GPU_UTIL", "memoryUsedBytes": null,
                 "memoryTotalBytes": null, "powerWatts": null, "temperatureCelsius": null, "xid": null,
                 "eccUncorrectable": null, "eccCorrectable": null, "remappedRows": null, "remapFailed": null,
                 "pendingRepairs": null,
                 "holders": [{"namespace": "vision", "pod": "train-0", "container": null}]}], "lines": 2, "dropped": 1}
                """.formatted(file)));
    }

    @Test
    void oneLinePerTargetAndTheGoodOnesBesideABadOne() throws IOException {
        assertThat(scrape(file(METRICS), "gone.prom", folder.toString())).isEqualTo(2);
        assertThat(printed()).extracting(json -> json.get("devices").size()).containsExactly(1, 0, 0);
        assertThat(err.toString()).isEqualTo("gone.prom: no such file\n" + folder + ": is a directory\n");
    }

    @Test
    void aTextOfSomethingElseIsReadAndSaysNothing() throws IOException {
        assertThat(scrape(file("go_threads 7\n"))).isZero();
        assertThat(printed().getFirst().get("mapping").isNull()).isTrue();
        assertThat(printed().getFirst().get("lines").asInt()).isOne();
    }

    @Test
    void unpacksGzip() throws IOException {
        Path packed = folder.resolve("metrics.gz");
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(packed))) {
            gzip.write(METRICS.getBytes());
        }
        assertThat(scrape(packed.toString())).isZero();
        assertThat(printed().getFirst().get("devices")).hasSize(1);
    }

    @Test
    void garbageIsCountedAndIsNoSuccess() throws IOException {
        Path garbage = folder.resolve("garbage");
        byte[] block = new byte[1 << 20];
        Arrays.fill(block, (byte) 'x');
        block[0] = '\n';
        try (OutputStream file = Files.newOutputStream(garbage)) {
            for (int i = 0; i < 100; i++) file.write(block);
        }
        assertThat(scrape(garbage.toString())).isEqualTo(2);
        assertThat(printed().getFirst().get("dropped").asInt()).isEqualTo(100);
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void asksAnExporterAndIsNotKeptWaiting() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            exchange.sendResponseHeaders(200, METRICS.length());
            exchange.getResponseBody().write(METRICS.getBytes());
            exchange.close();
        });
        server.createContext("/hung", exchange -> exchange.sendResponseHeaders(200, 0));
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            assertThat(scrape(base + "/metrics", base + "/hung", base + "/none", "http://a b"))
                    .isEqualTo(2);
            assertThat(printed().getFirst().get("devices")).hasSize(1);
            assertThat(err.toString().lines())
                    .containsExactly(
                            base + "/hung: timed out after 1 s",
                            base + "/none: answered HTTP 404",
                            "http://a b: is no http address");
        } finally {
            server.stop(0);
        }
    }

    /** Secrets are in files: arguments can be read by everybody on the machine. */
    @Test
    void sendsTheCredentialsItIsGivenFilesOf() throws IOException {
        List<String> sent = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            String login = exchange.getRequestHeaders().getFirst("Authorization");
            sent.add(String.valueOf(login));
            exchange.sendResponseHeaders(login == null ? 401 : 200, login == null ? -1 : METRICS.length());
            if (login != null) exchange.getResponseBody().write(METRICS.getBytes());
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/metrics";
        String token = Files.writeString(folder.resolve("token"), "abc.def\n").toString();
        String password =
                Files.writeString(folder.resolve("password"), "se:cret\n").toString();
        try {
            assertThat(scrape(url)).isEqualTo(2);
            assertThat(scrape("--bearer-token-file", token, url)).isZero();
            assertThat(scrape(url, "--username", "me", "--password-file", password))
                    .isZero();
            assertThat(scrape("--bearer-token-file", folder.resolve("gone").toString(), url))
                    .isEqualTo(2);
        } finally {
            server.stop(0);
        }
        String basic = Base64.getEncoder().encodeToString("me:se:cret".getBytes());
        assertThat(sent).containsExactly("null", "Bearer abc.def", "Basic " + basic);
        assertThat(err.toString().lines())
                .containsExactly(
                        url + ": answered HTTP 401",
                        url + ": not asked: " + folder.resolve("gone") + " cannot be read");
        assertThat(out.toString()).doesNotContain("abc.def").doesNotContain("se:cret");
    }

    @Test
    void anAddressWithAPasswordIsRefusedWithoutRepeatingIt() throws IOException {
        assertThat(scrape("http://me:secret@127.0.0.1:1/metrics")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("http://127.0.0.1:1/metrics: not asked")
                .contains("--password-file")
                .doesNotContain("secret");
        assertThat(out.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --token abc http://a             | scrape: --token must be one of --bearer-token-file, --username, --password-file, --ca-bundle, --client-certificate, --client-key
            http://a --username              | scrape: --username must be followed by a value
            --username me http://a           | scrape: options.username=me needs password-file
            --ca-bundle ca.pem               | scrape: give URLs or files
            """)
    void wrongOptionsAreNamed(String arguments, String line) throws IOException {
        assertThat(scrape(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isEqualTo(line + "\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aMappingOfOnesOwnIsTriedHere() throws IOException {
        Files.writeString(folder.resolve("mine.json"), "{}");
        int status = new ScrapeCommand(limits, Optional.of(folder), out, err).run("x");
        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).startsWith(folder.resolve("mine.json") + ": name is absent");
    }

    @Test
    void nothingToLookAtIsSaid() throws IOException {
        assertThat(scrape()).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("scrape: give URLs or files\n");
    }
}
