package io.headroom.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.headroom.telemetry.Mappings;
import io.headroom.telemetry.Target;
import io.headroom.telemetry.TargetSource;
import io.headroom.telemetry.TelemetryConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The exporters that run in a cluster, as its watches tell. */
@Singleton
class DiscoveredTargets implements TargetSource {
    private static final Logger LOG = Logger.getLogger(DiscoveredTargets.class);

    /** Every watch ends after some minutes and is renewed at once. That is no outage. */
    private static final Duration RENEWAL = Duration.ofSeconds(30);

    private final List<Search<?>> searches;
    private volatile Instant seen;
    private boolean out;

    /** One rule at work. */
    private record Search<T extends HasMetadata>(
            ClusterView<T> view, Function<List<T>, ? extends Collection<Target>> reading) {
        Collection<Target> targets() {
            return reading.apply(view.all());
        }
    }

    @Inject
    DiscoveredTargets(KubernetesConfig config, TelemetryConfig telemetry, Instance<KubernetesClient> client) {
        this(config.enabled() ? rules(config, Mappings.with(telemetry.mappings())) : List.of(), client::get);
    }

    DiscoveredTargets(List<ExporterRule> rules, Supplier<KubernetesClient> client) {
        this.searches = rules.stream()
                .<Search<?>>map(rule -> search(rule, client.get()))
                .toList();
    }

    @Override
    public Collection<Target> targets(Instant now) {
        if (seen == null || failure().isEmpty()) seen = now;
        report(now);
        return found();
    }

    @Override
    public Optional<Outage> outage(Instant now) {
        if (seen == null || !seen.plus(RENEWAL).isBefore(now)) return Optional.empty();
        return failure().map(why -> new Outage("Kubernetes", seen, found().size(), why));
    }

    @PreDestroy
    void close() {
        searches.forEach(search -> search.view().close());
    }

    private Collection<Target> found() {
        return searches.stream()
                .flatMap(search -> search.targets().stream())
                .distinct()
                .toList();
    }

    private Optional<String> failure() {
        return searches.stream()
                .flatMap(search -> search.view().failure().stream())
                .findFirst();
    }

    private void report(Instant now) {
        Optional<Outage> outage = outage(now);
        if (outage.isPresent() == out) return;
        out = outage.isPresent();
        outage.ifPresentOrElse(
                it -> LOG.warnf("Kubernetes: %s; its %d targets of %s stay", it.why(), it.targets(), it.since()),
                () -> LOG.info("Kubernetes answers again"));
    }

    private static List<ExporterRule> rules(KubernetesConfig config, Mappings mappings) {
        List<KubernetesConfig.Exporters> listed = config.exporters().orElse(List.of());
        List<ExporterRule> rules = new ArrayList<>();
        for (KubernetesConfig.Exporters it : listed) {
            String setting = "headroom.kubernetes.exporters[" + rules.size() + "]";
            rules.add(ExporterRule.of(setting, it, mappings));
        }
        return rules.isEmpty() ? ExporterRule.DCGM : rules;
    }

    private static Search<?> search(ExporterRule rule, KubernetesClient client) {
        return switch (rule.query().from()) {
            case PODS -> new Search<>(view(client.pods(), rule.query()), new ExporterPods(rule)::targets);
            case SERVICES ->
                new Search<>(
                        view(client.discovery().v1().endpointSlices(), rule.query()),
                        new ExporterSlices(rule)::targets);
        };
    }

    private static <T extends HasMetadata, L, R extends Resource<T>> ClusterView<T> view(
            MixedOperation<T, L, R> all, ExporterRule.Query query) {
        FilterWatchListDeletable<T, L, R> there = query.namespace().isPresent()
                ? all.inNamespace(query.namespace().get())
                : all.inAnyNamespace();
        return ClusterView.of(query.selector().isEmpty() ? there : there.withLabelSelector(query.selector()));
    }
}
