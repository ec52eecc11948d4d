package io.headroom.telemetry;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.Eventually.eventually;
import static io.headroom.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One good exporter among three bad ones, through the whole portal. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class CollectorTest {
    private static final String METRICS = """
            DCGM_FI_DEV_GPU_UTIL{gpu="3",UUID="GPU-new",modelName="NVIDIA L40S",hostname="new-node"} 50
            DCGM_FI_DEV_XID_ERRORS{gpu="3",UUID="GPU-new",modelName="NVIDIA L40S",hostname="new-node"} 0
            """;

    private static final Float HALF = 0.5f;

    @Inject
    SmallWorld world;

    @Inject
    Targets targets;

    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger looks = new AtomicInteger();
    private HttpServer good;
    private HttpServer bad;
    private List<URI> watched;

    @BeforeEach
    void watch() throws IOException {
        world.reset();
        good = server();
        good.createContext("/metrics", exchange -> {
            looks.incrementAndGet();
            answer(exchange, "text/plain", METRICS);
        });
        bad = server();
        bad.createContext("/html", exchange -> answer(exchange, "text/html", "<p>Sign in"));
        bad.createContext("/hung", _ -> hang());
        HttpServer gone = server();
        gone.stop(0);
        watched = List.of(uri(good, "/metrics"), uri(bad, "/html"), uri(bad, "/hung"), uri(gone, "/metrics"));
        targets.watch(watched, TestClock.now());
    }

    @AfterEach
    void forget() {
        targets.forget(watched);
        over.countDown();
        good.stop(0);
        bad.stop(0);
    }

    @Test
    void aNewDeviceJoinsTheInventoryWithItsFlavor() {
        JsonPath devices =
                until("the new device is there", () -> api("admin").read("devices?node=new-node"), it -> !it.getList("")
                        .isEmpty());
        assertThat(devices.getString("[0].uuid")).isEqualTo("GPU-new");
        assertThat(devices.getInt("[0].index")).isEqualTo(3);
        assertThat(devices.getString("[0].flavor")).isEqualTo("l40s");
        assertThat(devices.getBoolean("[0].healthy")).isTrue();
        assertThat(api("admin").read("flavors").getList("")).contains("l40s");
    }

    @Test
    void theBadOnesAreLateAndSayWhy() {
        eventually(() -> {
            assertLate(1, "answered text/html, not metrics");
            assertLate(2, "timed out");
            assertLate(3, "connection refused");
            assertThat(target(0).getBoolean("late")).isFalse();
            assertThat(target(0).getString("error")).isNull();
            assertThat(target(0).getString("mapping")).isEqualTo("dcgm-exporter");
        });
    }

    @Test
    void theGoodOneIsLookedAtAtItsPaceAndItsDataIsFresh() throws InterruptedException {
        eventually(() -> assertThat(busy()).isEqualTo(HALF));
        int before = looks.get();
        Thread.sleep(Duration.ofSeconds(5));
        assertThat(looks.get() - before).as("looks in 5 s, once a second").isBetween(4, 6);
        assertThat(Instant.parse(device().getString("measuredAt")))
                .isAfter(TestClock.now().minusSeconds(3));
    }

    @Test
    void oneThatCannotBeReadSaysWhy() {
        Target unknown = new Target(uri(good, "/metrics?as=none"), null, "none", Access.OPEN, false);
        targets.watchAs(List.of(unknown), TestClock.now());
        try {
            eventually(() -> assertThat(api("admin")
                            .read("utilization")
                            .setRootPath("targets.find { it.target == '" + unknown.uri() + "' }")
                            .getString("error"))
                    .contains("cannot be read: mapping=none must be one of"));
        } finally {
            targets.forget(List.of(unknown.uri()));
        }
    }

    @Test
    void whatVanishesIsUnknownAndNotIdle() {
        eventually(() -> assertThat(target(0).getString("lastGood")).isNotNull());
        eventually(() -> assertThat(busy()).isEqualTo(HALF));
        good.stop(0);
        eventually(() -> assertThat(busy()).isNull());
        eventually(() -> assertLate(0, "connection refused"));
        assertThat(target(0).getString("lastGood")).isNotNull();
    }

    private void assertLate(int which, String error) {
        JsonPath target = target(which);
        assertThat(target.getString("error")).contains(error);
        assertThat(target.getBoolean("late")).isTrue();
    }

    private JsonPath target(int which) {
        return api("admin")
                .read("utilization")
                .setRootPath("targets.find { it.target == '" + watched.get(which) + "' }");
    }

    private static JsonPath device() {
        return api("admin").read("utilization").setRootPath("devices.find { it.uuid == 'GPU-new' }");
    }

    private static Float busy() {
        return device().get("busy");
    }

    private void hang() {
        try {
            over.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpServer server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return server;
    }

    private static URI uri(HttpServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static void answer(HttpExchange exchange, String type, String body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, body.length());
            exchange.getResponseBody().write(body.getBytes());
        }
    }
}
