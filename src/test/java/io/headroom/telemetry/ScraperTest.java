package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Exporters that misbehave, over real sockets. */
@Timeout(30)
class ScraperTest {
    private static final byte[] METRICS = "DCGM_FI_DEV_GPU_UTIL{gpu=\"0\",UUID=\"GPU-aa\"} 50\n".getBytes();
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Scraper scraper =
            new Scraper(new ScrapeLimits(TIMEOUT, 4 << 20), Mappings.builtIn(), Clock.systemUTC());
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        scraper.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void readsMetrics() {
        Scrape scrape = scrape(exchange -> answer(exchange, "text/plain", METRICS));
        assertThat(scrape.error()).isNull();
        assertThat(scrape.mapping()).isEqualTo("dcgm-exporter");
        assertThat(scrape.devices())
                .singleElement()
                .extracting(DeviceReading::busy)
                .isEqualTo(0.5);
    }

    @Test
    void readsGzip() {
        Scrape scrape = scrape(exchange -> {
            assertThat(exchange.getRequestHeaders().getFirst("Accept-Encoding")).isEqualTo("gzip");
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
                out.write(METRICS);
            }
        });
        assertThat(scrape.devices()).hasSize(1);
    }

    @Test
    void aPageOfHtmlIsNoEmptyFleet() {
        assertThat(scrape(exchange -> answer(exchange, "text/html; charset=utf-8", "<p>log in".getBytes()))
                        .error())
                .isEqualTo("answered text/html, not metrics");
        assertThat(scrape(exchange -> answer(exchange, "text/plain", "<p>log in".getBytes()))
                        .error())
                .startsWith("no metric of a known exporter");
    }

    @Test
    void anErrorIsNamedByItsNumber() {
        assertThat(scrape(exchange -> exchange.sendResponseHeaders(500, -1)).error())
                .isEqualTo("answered HTTP 500");
    }

    @Test
    void aRedirectIsNotFollowed() {
        Scrape scrape = scrape(exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
        });
        assertThat(scrape.error()).isEqualTo("answered HTTP 302, and redirects are not followed");
    }

    @Test
    void aHungTargetIsCutOff() {
        Scrape scrape = scrape(_ -> await());
        assertThat(scrape.error()).isEqualTo("timed out after 1 s");
        assertThat(scrape.duration()).isBetween(TIMEOUT, TIMEOUT.multipliedBy(2));
    }

    @Test
    void aTrickleOfBytesIsCutOff() {
        Scrape scrape = scrape(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 200 && over.getCount() > 0; i++) {
                exchange.getResponseBody().write("a 1\n".getBytes());
                exchange.getResponseBody().flush();
                await(50);
            }
        });
        assertThat(scrape.error()).isEqualTo("timed out after 1 s");
        assertThat(scrape.duration()).isLessThan(TIMEOUT.multipliedBy(2));
    }

    @Test
    void aTargetThatVanishesHalfWayIsAnError() throws IOException {
        URI target = rawServer("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + new String(METRICS));
        Scrape scrape = scraper.scrape(target);
        assertThat(scrape.error()).startsWith("broke off: ");
        assertThat(scrape.devices()).isEmpty();
    }

    @Test
    void whatIsNoHttpIsAnError() throws IOException {
        assertThat(scraper.scrape(rawServer("SSH-2.0-OpenSSH_9.9\r\n")).error()).startsWith("broke off: ");
        assertThat(scraper.scrape(URI.create("file:///etc/passwd")).error()).isEqualTo("is no http address");
    }

    @Test
    void aClosedPortIsRefused() throws IOException {
        URI target = target();
        server.stop(0);
        assertThat(scraper.scrape(target).error()).isEqualTo("connection refused");
    }

    @Test
    void aHundredMegabytesOfGarbageAreCutAtTheLimit() {
        Scrape scrape = scrape(ScraperTest::flood);
        assertThat(scrape.error()).isEqualTo("answered more than 4096 KiB");
    }

    @Test
    void aZipBombIsCutAtTheLimit() {
        Scrape scrape = scrape(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            byte[] zeros = new byte[1 << 20];
            try (OutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
                for (int i = 0; i < 100; i++) {
                    out.write(zeros);
                }
            }
        });
        assertThat(scrape.error()).isEqualTo("answered more than 4096 KiB");
    }

    @Test
    void hungTargetsDelayNobodyElse() {
        server.createContext("/hung", _ -> await());
        server.createContext("/good", exchange -> {
            try (exchange) { // unclosed, its few bytes would stay in the server's buffer
                answer(exchange, "text/plain", METRICS);
            }
        });
        ScrapeLimits patient = new ScrapeLimits(Duration.ofSeconds(10), 1 << 20);
        try (Scraper busy = new Scraper(patient, Mappings.builtIn(), Clock.systemUTC())) {
            for (int i = 0; i < 30; i++) {
                threads.submit(() -> busy.scrape(target().resolve("/hung")));
            }
            Scrape good = busy.scrape(target().resolve("/good"));
            assertThat(good.error()).isNull();
            assertThat(good.duration()).isLessThan(patient.timeout().dividedBy(2));
        }
    }

    @Test
    void afterClosingNothingIsAskedAndNothingThrown() {
        scraper.close();
        assertThat(scraper.scrape(target()).error()).isEqualTo("not asked: scraping has stopped");
    }

    private static void flood(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] garbage = "x".repeat(1 << 20).getBytes();
        for (int i = 0; i < 100; i++) {
            exchange.getResponseBody().write(garbage);
        }
    }

    private Scrape scrape(HttpHandler handler) {
        server.createContext("/" + System.identityHashCode(handler), exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        });
        return scraper.scrape(target().resolve("/" + System.identityHashCode(handler)));
    }

    private URI target() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/metrics");
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Says one thing to whoever connects, and hangs up. */
    private URI rawServer(String answer) throws IOException {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        threads.submit(() -> {
            try (socket;
                    var caller = socket.accept()) {
                caller.getInputStream().read(new byte[4096]);
                caller.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            }
            return null;
        });
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/metrics");
    }

    private void await() {
        await(20_000);
    }

    private void await(long millis) {
        try {
            over.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
