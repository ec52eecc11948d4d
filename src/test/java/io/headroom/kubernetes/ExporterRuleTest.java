package io.headroom.kubernetes;

import static io.headroom.kubernetes.FakeCluster.exporter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.headroom.telemetry.Access;
import io.headroom.telemetry.Target;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which address a pod or an endpoint is asked at. */
class ExporterRuleTest {
    private static final Endpoint METRICS = new Endpoint("metrics", "/metrics", "http");

    @Test
    void aPortIsANumberOrAName() {
        assertThat(addresses(exporter("e", "n1", "10.0.0.1").build(), rule(METRICS, false)))
                .containsExactly("http://10.0.0.1:9400/metrics");
        assertThat(addresses(
                        exporter("e", "n1", "10.0.0.1").build(), rule(new Endpoint("8443", "/gpu", "https"), false)))
                .containsExactly("https://10.0.0.1:8443/gpu");
        assertThat(addresses(
                        exporter("e", "n1", "10.0.0.1").build(), rule(new Endpoint("none", "/metrics", "http"), false)))
                .isEmpty();
    }

    @Test
    void whoeverMayMakePodsInAnyNamespaceIsBelievedAboutTheirNodeOnly() {
        assertThat(confined(Optional.empty())).containsExactly(true);
        assertThat(confined(Optional.of("gpu-operator"))).containsExactly(false);
    }

    private static List<Boolean> confined(Optional<String> namespace) {
        ExporterRule.Query query = new ExporterRule.Query(ExporterRule.From.PODS, namespace, "");
        ExporterRule rule = new ExporterRule(query, false, METRICS, null, Access.OPEN);
        return new ExporterPods(rule)
                .targets(List.of(exporter("e", "n1", "10.0.0.1").build())).stream()
                        .map(Target::confined)
                        .toList();
    }

    @Test
    void anAddressOfSixParts() {
        assertThat(addresses(exporter("e", "n1", "fd00::1").build(), rule(METRICS, false)))
                .containsExactly("http://[fd00::1]:9400/metrics");
    }

    @Test
    void annotationsAskAndSayWhere() {
        assertThat(addresses(annotated(Map.of("prometheus.io/scrape", "true")), rule(METRICS, true)))
                .containsExactly("http://10.0.0.1:9400/metrics");
        assertThat(addresses(
                        annotated(Map.of(
                                "prometheus.io/scrape", "true",
                                "prometheus.io/port", "9999",
                                "prometheus.io/path", "/gpu",
                                "prometheus.io/scheme", "https")),
                        rule(METRICS, true)))
                .containsExactly("https://10.0.0.1:9999/gpu");
        assertThat(addresses(annotated(Map.of("prometheus.io/scrape", "false")), rule(METRICS, true)))
                .isEmpty();
        assertThat(addresses(annotated(Map.of()), rule(METRICS, true))).isEmpty();
    }

    @Test
    void annotationsThatMakeNoSenseCostOnlyTheirPod() {
        for (Map<String, String> nonsense : List.of(
                Map.of("prometheus.io/scheme", "file"),
                Map.of("prometheus.io/path", "@elsewhere.example/"),
                Map.of("prometheus.io/port", "70000"),
                Map.of("prometheus.io/port", "")))
            assertThat(addresses(
                            exporter("e", "n1", "10.0.0.1")
                                    .editMetadata()
                                    .addToAnnotations("prometheus.io/scrape", "true")
                                    .addToAnnotations(nonsense)
                                    .endMetadata()
                                    .build(),
                            rule(METRICS, true)))
                    .as("%s", nonsense)
                    .isEmpty();
    }

    @Test
    void aPodThatIsOverOrLeavingIsNone() {
        assertThat(addresses(
                        exporter("e", "n1", "10.0.0.1")
                                .editStatus()
                                .withPhase("Succeeded")
                                .endStatus()
                                .build(),
                        rule(METRICS, false)))
                .isEmpty();
        assertThat(addresses(
                        exporter("e", "n1", "10.0.0.1")
                                .editMetadata()
                                .withDeletionTimestamp("2026-11-25T12:00:00Z")
                                .endMetadata()
                                .build(),
                        rule(METRICS, false)))
                .isEmpty();
        assertThat(addresses(exporter("e", "n1", null).build(), rule(METRICS, false)))
                .as("without an address yet")
                .isEmpty();
    }

    @Test
    void anEndpointThatIsNotReadyIsLateAndNotGone() {
        assertThat(addresses(slice("IPv4", "10.0.0.1", false, false))).containsExactly("http://10.0.0.1:9400/metrics");
        assertThat(addresses(slice("IPv4", "10.0.0.1", false, true))).isEmpty();
    }

    @Test
    void aPodWithTwoAddressesIsOneTarget() {
        assertThat(addresses(slice("IPv6", "fd00::1", true, false), slice("IPv4", "10.0.0.1", true, false)))
                .containsExactly("http://10.0.0.1:9400/metrics");
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThatThrownBy(() -> new Endpoint("metrics", "metrics", "http"))
                .hasMessage("path=metrics must begin with /");
        assertThatThrownBy(() -> new Endpoint("metrics", "/metrics", "ftp"))
                .hasMessage("scheme=ftp must be http or https");
        assertThatThrownBy(() -> new ExporterRule(query(ExporterRule.From.SERVICES), true, METRICS, null, Access.OPEN))
                .hasMessageStartingWith("annotated=true must go with from=PODS");
    }

    private static Pod annotated(Map<String, String> annotations) {
        return exporter("e", "n1", "10.0.0.1")
                .editMetadata()
                .withAnnotations(annotations)
                .endMetadata()
                .build();
    }

    private static EndpointSlice slice(String family, String address, boolean ready, boolean terminating) {
        return new EndpointSliceBuilder()
                .withAddressType(family)
                .addNewEndpoint()
                .withAddresses(address)
                .withNewConditions(ready, ready, terminating)
                .withNewTargetRef()
                .withUid("pod-1")
                .endTargetRef()
                .endEndpoint()
                .addNewPort()
                .withName("metrics")
                .withPort(9400)
                .endPort()
                .build();
    }

    private static List<String> addresses(EndpointSlice... slices) {
        ExporterRule rule = new ExporterRule(query(ExporterRule.From.SERVICES), false, METRICS, null, Access.OPEN);
        return addresses(new ExporterSlices(rule).targets(List.of(slices)));
    }

    private static List<String> addresses(Pod pod, ExporterRule rule) {
        return addresses(new ExporterPods(rule).targets(List.of(pod)));
    }

    private static List<String> addresses(Collection<Target> targets) {
        return targets.stream().map(it -> it.uri().toString()).toList();
    }

    private static ExporterRule rule(Endpoint endpoint, boolean annotated) {
        return new ExporterRule(query(ExporterRule.From.PODS), annotated, endpoint, null, Access.OPEN);
    }

    private static ExporterRule.Query query(ExporterRule.From from) {
        return new ExporterRule.Query(from, Optional.empty(), "");
    }
}
