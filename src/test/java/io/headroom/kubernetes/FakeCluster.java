package io.headroom.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** An API server that keeps what it is told, can die, and comes back at the same address knowing what it knew. */
final class FakeCluster implements AutoCloseable {
    private final KubernetesCrudDispatcher objects = new KubernetesCrudDispatcher();
    private final KubernetesClient client;
    private final int port;
    private KubernetesMockServer server;

    FakeCluster() {
        start(0);
        port = server.getPort();
        // Impatient: a test does not wait as long as a portal does.
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl("http://localhost:" + port)
                        .withWatchReconnectInterval(50)
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    KubernetesClient client() {
        return client;
    }

    void die() {
        server.destroy();
    }

    void comeBack() {
        start(port);
    }

    @Override
    public void close() {
        client.close();
        die();
    }

    private void start(int at) {
        server = new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), objects, false);
        server.init(InetAddress.getLoopbackAddress(), at);
    }

    /** A running pod of dcgm-exporter as its Helm chart makes it. */
    static PodBuilder exporter(String name, String node, String address) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("monitoring")
                .withLabels(Map.of("app.kubernetes.io/name", "dcgm-exporter"))
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .addNewContainer()
                .withName("exporter")
                .addNewPort()
                .withName("metrics")
                .withContainerPort(9400)
                .endPort()
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase("Running")
                .withPodIP(address)
                .endStatus();
    }

    void put(Pod pod) {
        client.resource(pod).createOr(NonDeletingOperation::update);
    }
}
