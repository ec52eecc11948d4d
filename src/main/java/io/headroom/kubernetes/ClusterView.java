package io.headroom.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ReducedStateItemStore;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a cluster has of a kind, kept by a watch that is renewed for ever. While the cluster is away it stays as it was
 * last; afterwards all is listed anew, so that nothing missed stays missing.
 */
final class ClusterView<T extends HasMetadata> implements AutoCloseable {
    /** Nobody listens to events, so there is none to repeat. */
    private static final long NO_RESYNC = 0;

    private final SharedIndexInformer<T> informer;
    private volatile String failure = "no answer yet";

    private ClusterView(SharedIndexInformer<T> informer) {
        this.informer = informer;
        informer.exceptionHandler((_, cause) -> {
            failure = sentence(cause);
            return true;
        });
        informer.start();
    }

    /** Begins to watch; returns at once, whether or not the cluster answers. */
    static <T extends HasMetadata> ClusterView<T> of(Informable<T> what) {
        return new ClusterView<>(what.runnableInformer(NO_RESYNC));
    }

    /** The same that remembers names and labels only: of all pods of a cluster, the rest would be most of the memory. */
    static <T extends HasMetadata> ClusterView<T> ofLabels(
            Informable<T> what, Class<T> type, KubernetesSerialization json) {
        var store = new ReducedStateItemStore<>(ReducedStateItemStore.NAME_KEY_STATE, type, json, "metadata.labels");
        return new ClusterView<>(what.runnableInformer(NO_RESYNC).itemStore(store));
    }

    List<T> all() {
        return informer.getStore().list();
    }

    /** @param namespace null for what is in none */
    Map<String, String> labels(String namespace, String name) {
        return Optional.ofNullable(informer.getStore().getByKey(Cache.namespaceKeyFunc(namespace, name)))
                .map(it -> it.getMetadata().getLabels())
                .orElse(Map.of());
    }

    /** Why this may not be as it is now; empty if the watch stands. */
    Optional<String> failure() {
        if (!informer.isWatching()) return Optional.of(failure);
        failure = "the watch broke off";
        return Optional.empty();
    }

    @Override
    public void close() {
        informer.stop();
    }

    /** The cluster's own words if it answered, which name who may not do what. */
    private static String sentence(Throwable cause) {
        if (cause instanceof KubernetesClientException refused && refused.getStatus() != null)
            return refused.getStatus().getMessage();
        Throwable root = cause;
        while (root.getCause() != null) root = root.getCause();
        String message = root.getMessage();
        return message == null
                ? root.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
