package io.headroom.kubernetes;

import io.headroom.telemetry.Access;
import io.headroom.telemetry.Mappings;
import io.headroom.telemetry.Target;
import java.util.List;
import java.util.Optional;

/**
 * Which things of a cluster are exporters, and how they are asked. Whoever may make such things in the namespaces that are
 * looked at is believed: of all namespaces that is every tenant, so what is found there tells of its own node only.
 *
 * @param annotated whether only pods count that ask for it by {@code prometheus.io/scrape}
 * @param endpoint where they answer, unless annotations say otherwise
 * @param mapping the only mapping that may read them, or null for any
 */
record ExporterRule(Query query, boolean annotated, Endpoint endpoint, String mapping, Access access) {
    private static final Endpoint METRICS = new Endpoint("metrics", "/metrics", "http");

    /** What dcgm-exporter's Helm chart and the GPU operator call their pods. */
    static final List<ExporterRule> DCGM =
            List.of(dcgm("app.kubernetes.io/name=dcgm-exporter"), dcgm("app=nvidia-dcgm-exporter"));

    /** What is looked at. */
    enum From {
        PODS,
        SERVICES
    }

    /** @param selector empty for everything */
    record Query(From from, Optional<String> namespace, String selector) {}

    ExporterRule {
        if (annotated && query.from() == From.SERVICES)
            throw new IllegalArgumentException("annotated=true must go with from=PODS: annotations are read of pods");
    }

    /**
     * As the settings have it.
     *
     * @param setting what it is called there, for errors
     * @param mappings those that may be named
     */
    static ExporterRule of(String setting, KubernetesConfig.Exporters config, Mappings mappings) {
        try {
            config.mapping().ifPresent(mappings::only);
            return new ExporterRule(
                    new Query(
                            config.from(), config.namespace(), config.selector().orElse("")),
                    config.annotated(),
                    new Endpoint(config.port(), config.path(), config.scheme()),
                    config.mapping().orElse(null),
                    config.access().access(setting + ".access"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(setting + ": " + e.getMessage(), e);
        }
    }

    Target target(String host, int port, Endpoint at, String node) {
        return new Target(
                at.uri(host, port), node, mapping, access, query.namespace().isEmpty());
    }

    private static ExporterRule dcgm(String selector) {
        return new ExporterRule(new Query(From.PODS, Optional.empty(), selector), false, METRICS, null, Access.OPEN);
    }
}
