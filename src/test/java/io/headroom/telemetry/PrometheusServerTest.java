package io.headroom.telemetry;

import static io.headroom.telemetry.Texts.mib;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that answers as Prometheus 2.42 was recorded to answer. */
@Timeout(30)
class PrometheusServerTest {
    private static final Instant SCRAPED = Instant.parse("2026-11-25T10:28:05.880Z");
    private static final String NOTHING = "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}";

    private final PrometheusServer prometheus = new PrometheusServer(
            new ScrapeLimits(Duration.ofSeconds(5), 1 << 20),
            Mappings.builtIn(),
            Clock.fixed(SCRAPED.plusSeconds(20), ZoneOffset.UTC));
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        prometheus.close();
        server.stop(0);
    }

    @Test
    void readsWhatAnExporterSaidAndWhen() throws IOException {
        answer(200, "application/json", fixture("prometheus-2.42-dcgm.json"));
        Scrape look = only(scrape());
        assertThat(look.mapping()).isEqualTo("dcgm-exporter");
        assertThat(look.scrapedAt()).isEqualTo(SCRAPED);
        assertThat(look.lines()).isEqualTo(4);
        assertThat(look.dropped()).as("NaN").isOne();
        assertThat(look.devices())
                .containsExactly(
                        new DeviceReading(
                                "n1",
                                "GPU-aa",
                                "",
                                null,
                                0,
                                "NVIDIA \"X\" 1",
                                0.93,
                                "DCGM_FI_DEV_GPU_UTIL",
                                mib(1000),
                                null,
                                null,
                                null,
                                null,
                                List.of(new Holder("vision", "train-0", "main"))),
                        new DeviceReading(
                                "n1",
                                "GPU-bb",
                                "",
                                null,
                                1,
                                "NVIDIA X",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                Readings.xid(79),
                                List.of()));
    }

    @Test
    void aSeriesThatEndedIsLeftOutAndAnExporterIsAsOldAsItIs() {
        answer(200, "application/json", matrix("""
                {"metric":{"__name__":"DCGM_FI_DEV_GPU_UTIL","UUID":"GPU-gone","instance":"a"},"values":[[%1$d.5,"9"]]},
                {"metric":{"__name__":"DCGM_FI_DEV_GPU_UTIL","UUID":"GPU-there","instance":"a"},"values":[[%1$d.5,"9"],[%2$d.5,"8"]]},
                {"metric":{"__name__":"DCGM_FI_DEV_GPU_UTIL","UUID":"GPU-late","instance":"b"},"values":[[%1$d.5,"7"]]}""".formatted(1_795_602_400, 1_795_602_460)));
        List<Scrape> looks = scrape();
        assertThat(looks).hasSize(2);
        assertThat(looks.getFirst().devices()).extracting(DeviceReading::uuid).containsExactly("GPU-there");
        assertThat(looks.getFirst().devices().getFirst().busy()).isEqualTo(0.08);
        assertThat(looks.getLast().scrapedAt()).isEqualTo(Instant.ofEpochMilli(1_795_602_400_500L));
        assertThat(Scrape.together(looks).scrapedAt()).isEqualTo(Instant.ofEpochMilli(1_795_602_460_500L));
    }

    @Test
    void aClockAheadOfOursDoesNotDateFromTheFuture() {
        answer(200, "application/json", matrix("""
                {"metric":{"__name__":"DCGM_FI_DEV_GPU_UTIL","UUID":"u"},"value":[%d,"9"]}""".formatted(
                        SCRAPED.plusSeconds(60).getEpochSecond())));
        assertThat(only(scrape()).scrapedAt()).isEqualTo(SCRAPED.plusSeconds(20));
    }

    @Test
    void forEveryMappingItIsAskedAtOnce() {
        int mappings = Mappings.builtIn().apart().size();
        CountDownLatch allAsked = new CountDownLatch(mappings);
        server.createContext("/api/v1/query", exchange -> {
            allAsked.countDown();
            send(exchange, await(allAsked) ? 200 : 500, "application/json", NOTHING);
        });
        assertThat(only(scrape()).error()).isEqualTo("has no series of a known exporter");
    }

    @Test
    void anExporterThatTellsNoNodeIsWhereTheServerFoundIt() {
        answer(200, "application/json", matrix("""
                {"metric":{"__name__":"DCGM_FI_DEV_GPU_UTIL","UUID":"u","instance":"gpu-7:9400"},"value":[%d,"9"]}""".formatted(SCRAPED.getEpochSecond())));
        assertThat(only(scrape()).devices()).extracting(DeviceReading::node).containsExactly("gpu-7");
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        answer(400, "application/json", fixture("prometheus-2.42-bad-query.json"));
        assertThat(only(scrape()).error()).startsWith("refused the query: invalid parameter \"query\"");
    }

    @Test
    void whatIsNoPrometheusIsSaidToBeNone() {
        answer(200, "text/html", "<p>Sign in");
        assertThat(only(scrape()).error()).isEqualTo("answered HTTP 200, not as a Prometheus server does");
    }

    @Test
    void otherJsonIsNoAnswer() {
        answer(200, "application/json", "[1, 2");
        assertThat(only(scrape()).error()).startsWith("answered no JSON as Prometheus does");
    }

    @Test
    void aServerThatKnowsNoGpusIsNoEmptyFleet() {
        answer(200, "application/json", NOTHING);
        assertThat(only(scrape()).error()).isEqualTo("has no series of a known exporter");
    }

    @Test
    void aQuestionWithoutAnAnswerCostsOnlyItsOwnExporters() throws IOException {
        String dcgm = fixture("prometheus-2.42-dcgm.json");
        server.createContext("/api/v1/query", exchange -> {
            if (isForDcgm(exchange)) send(exchange, 200, "application/json", dcgm);
            else send(exchange, 503, "text/html", "<p>Too much");
        });
        Scrape look = Scrape.together(scrape());
        assertThat(look.devices()).extracting(DeviceReading::uuid).containsExactly("GPU-aa", "GPU-bb");
        assertThat(look.succeeded()).isTrue();
        assertThat(look.trouble())
                .contains("hami: answered HTTP 503, not as a Prometheus server does")
                .doesNotContain("dcgm-exporter");
    }

    @Test
    void noServerIsSaid() {
        server.stop(0);
        assertThat(only(scrape()).error()).isEqualTo("connection refused");
    }

    private static String matrix(String series) {
        return NOTHING.replace("[]", "[" + series + "]");
    }

    private static Scrape only(List<Scrape> looks) {
        assertThat(looks).hasSize(1);
        return looks.getFirst();
    }

    private List<Scrape> scrape() {
        return prometheus.scrape(
                Target.at(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/")));
    }

    /** To the query for dcgm-exporter's metrics; the others find nothing, unless the answer is an error. */
    private void answer(int status, String type, String body) {
        server.createContext("/api/v1/query", exchange -> {
            if (isForDcgm(exchange)) send(exchange, status, type, body);
            else send(exchange, 200, "application/json", NOTHING);
        });
    }

    private static boolean isForDcgm(HttpExchange exchange) {
        return URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8)
                .contains("DCGM_FI_DEV_GPU_UTIL");
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(4, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String fixture(String name) throws IOException {
        try (var in = PrometheusServerTest.class.getResourceAsStream("/telemetry/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
