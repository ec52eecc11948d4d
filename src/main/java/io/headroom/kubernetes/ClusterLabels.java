package io.headroom.kubernetes;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headroom.telemetry.WorkloadLabels;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Labels as the cluster's watches tell them; none without a cluster. */
@Startup
@Singleton
class ClusterLabels implements WorkloadLabels {
    private final Optional<ClusterView<Namespace>> namespaces;
    private final Optional<ClusterView<Pod>> pods;

    @Inject
    ClusterLabels(KubernetesConfig config, Instance<KubernetesClient> client) {
        this(config.enabled() && config.labels() ? Optional.of(client.get()) : Optional.empty());
    }

    ClusterLabels(Optional<KubernetesClient> cluster) {
        this.namespaces = cluster.map(
                it -> ClusterView.ofLabels(it.namespaces(), Namespace.class, it.getKubernetesSerialization()));
        this.pods = cluster.map(
                it -> ClusterView.ofLabels(it.pods().inAnyNamespace(), Pod.class, it.getKubernetesSerialization()));
    }

    @Override
    public Map<String, String> ofNamespace(String namespace) {
        return namespaces.map(it -> it.labels(null, namespace)).orElse(Map.of());
    }

    @Override
    public Map<String, String> ofPod(String namespace, String pod) {
        return pods.map(it -> it.labels(namespace, pod)).orElse(Map.of());
    }

    @PreDestroy
    void close() {
        namespaces.ifPresent(ClusterView::close);
        pods.ifPresent(ClusterView::close);
    }
}
