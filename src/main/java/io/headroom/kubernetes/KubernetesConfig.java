package io.headroom.kubernetes;

import io.headroom.telemetry.AccessConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/**
 * Whether and what to ask a cluster. Which cluster is told by {@code quarkus.kubernetes-client.*}, a kubeconfig, or the
 * pod's own service account.
 */
@ConfigMapping(prefix = "headroom.kubernetes")
public interface KubernetesConfig {
    /** Off, no cluster is looked for. */
    @WithDefault("false")
    boolean enabled();

    /** Whether to know the labels of namespaces and pods. All pods are watched for it: about 1 KB of memory each. */
    @WithDefault("true")
    boolean labels();

    /** Where exporters are found. Absent: dcgm-exporter, as its Helm chart and the GPU operator install it. */
    Optional<List<Exporters>> exporters();

    /** Exporters that are found alike. */
    interface Exporters {
        /** Pods directly, or what is behind services. */
        @WithDefault("PODS")
        ExporterRule.From from();

        /** A label selector as {@code kubectl -l} takes it. Absent: everything. */
        Optional<String> selector();

        /**
         * Whoever may make pods in it is believed about every GPU. Absent: every namespace, whose pods are believed about
         * the GPUs of their own node only; then the portal's Role has to be a ClusterRole.
         */
        Optional<String> namespace();

        /** Number or name. */
        @WithDefault("metrics")
        String port();

        @WithDefault("/metrics")
        String path();

        @WithDefault("http")
        String scheme();

        /**
         * Takes only pods with {@code prometheus.io/scrape: "true"}, and port, path and scheme from their annotations.
         * Whoever may make such a pod then gets what {@link #access} sends.
         */
        @WithDefault("false")
        boolean annotated();

        /** The name of the only mapping that may read them. */
        Optional<String> mapping();

        AccessConfig access();
    }
}
