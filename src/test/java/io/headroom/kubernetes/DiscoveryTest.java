package io.headroom.kubernetes;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.Eventually.eventually;
import static io.headroom.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Pod;
import io.headroom.telemetry.WorkloadLabels;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.kubernetes.client.KubernetesServer;
import io.quarkus.test.kubernetes.client.KubernetesTestServer;
import io.quarkus.test.kubernetes.client.WithKubernetesTestServer;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pod in a cluster, a real exporter behind its address, and the whole portal. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
@WithKubernetesTestServer
@TestProfile(DiscoveryTest.WithCluster.class)
class DiscoveryTest {
    private static final String METRICS = """
            DCGM_FI_DEV_GPU_UTIL{gpu="3",UUID="GPU-found",modelName="NVIDIA L40S",Hostname="exporter-x7k2p"} 50
            """;

    @KubernetesTestServer
    KubernetesServer cluster;

    @Inject
    SmallWorld world;

    @Inject
    WorkloadLabels labels;

    private HttpServer exporter;
    private Pod pod;

    /** Pods that ask for it, wherever they are. */
    public static final class WithCluster implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("headroom.kubernetes.enabled", "true", "headroom.kubernetes.exporters[0].annotated", "true");
        }
    }

    @BeforeEach
    void start() throws IOException {
        world.reset();
        exporter = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        exporter.createContext("/gpu", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "text/plain");
                exchange.sendResponseHeaders(200, METRICS.length());
                exchange.getResponseBody().write(METRICS.getBytes());
            }
        });
        exporter.start();
        int port = exporter.getAddress().getPort();
        pod = FakeCluster.exporter("exporter-x7k2p", "gpu-node-7", "127.0.0.1")
                .editMetadata()
                .addToAnnotations("prometheus.io/scrape", "true")
                .addToAnnotations("prometheus.io/port", Integer.toString(port))
                .addToAnnotations("prometheus.io/path", "/gpu")
                .endMetadata()
                .build();
        cluster.getClient().resource(pod).create();
    }

    @AfterEach
    void stop() {
        cluster.getClient().resource(pod).delete();
        exporter.stop(0);
    }

    @Test
    void itsDevicesJoinOnTheNodeOfThePod() {
        JsonPath devices =
                until("the device is there", () -> api("admin").read("devices?node=gpu-node-7"), it -> !it.getList("")
                        .isEmpty());
        assertThat(devices.getString("[0].uuid")).isEqualTo("GPU-found");
    }

    @Test
    void aPodThatIsDeletedIsNoTargetAnyLonger() {
        eventually(
                () -> assertThat(targets()).contains(":" + exporter.getAddress().getPort() + "/gpu"));
        cluster.getClient().resource(pod).delete();
        eventually(() ->
                assertThat(targets()).doesNotContain(":" + exporter.getAddress().getPort() + "/gpu"));
    }

    @Test
    void itsLabelsAreKnown() {
        eventually(() -> assertThat(labels.ofPod("monitoring", "exporter-x7k2p"))
                .containsEntry("app.kubernetes.io/name", "dcgm-exporter"));
    }

    private static String targets() {
        return api("admin").read("utilization").getList("targets.target").toString();
    }
}
