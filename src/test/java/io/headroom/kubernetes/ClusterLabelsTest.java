package io.headroom.kubernetes;

import static io.headroom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.headroom.telemetry.WorkloadLabels;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Labels follow the cluster, and outlive it. */
@Timeout(60)
class ClusterLabelsTest {
    private static final String QUEUE = "kueue.x-k8s.io/queue-name";

    @Test
    void labelsAreThoseOfTheClusterEvenOnceItIsGone() {
        try (FakeCluster cluster = new FakeCluster()) {
            ClusterLabels labels = new ClusterLabels(Optional.of(cluster.client()));
            namespace(cluster, "vision");
            pod(cluster, "vision-queue");
            eventually(() -> {
                assertThat(labels.ofNamespace("ml")).containsEntry("team", "vision");
                assertThat(labels.ofPod("ml", "train-0")).containsEntry(QUEUE, "vision-queue");
            });
            namespace(cluster, "speech");
            eventually(() -> assertThat(labels.ofNamespace("ml")).containsEntry("team", "speech"));
            cluster.client().pods().inNamespace("ml").withName("train-0").delete();
            eventually(() -> assertThat(labels.ofPod("ml", "train-0")).isEmpty());
            cluster.die();
            assertThat(labels.ofNamespace("ml")).containsEntry("team", "speech");
            labels.close();
        }
    }

    @Test
    void whatIsNotThereHasNone() {
        try (FakeCluster cluster = new FakeCluster()) {
            ClusterLabels labels = new ClusterLabels(Optional.of(cluster.client()));
            assertThat(labels.ofNamespace("nowhere")).isEmpty();
            assertThat(labels.ofPod("nowhere", "nothing")).isEmpty();
            labels.close();
        }
    }

    @Test
    void withoutAClusterThereAreNone() {
        WorkloadLabels labels = new ClusterLabels(Optional.empty());
        assertThat(labels.ofNamespace("ml")).isEmpty();
        assertThat(labels.ofPod("ml", "train-0")).isEmpty();
    }

    private static void namespace(FakeCluster cluster, String team) {
        cluster.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("ml")
                        .addToLabels("team", team)
                        .endMetadata()
                        .build())
                .createOr(NonDeletingOperation::update);
    }

    private static void pod(FakeCluster cluster, String queue) {
        cluster.put(FakeCluster.exporter("train-0", "n1", "10.0.0.1")
                .editMetadata()
                .withNamespace("ml")
                .withLabels(Map.of(QUEUE, queue))
                .endMetadata()
                .build());
    }
}
