package io.headroom.kubernetes;

import static io.headroom.kubernetes.FakeCluster.exporter;
import static io.headroom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.headroom.telemetry.Access;
import io.headroom.telemetry.Target;
import io.headroom.telemetry.TargetSource.Outage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Exporters that come, change and go in a cluster that itself comes and goes. */
@Timeout(60)
class DiscoveredTargetsTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FakeCluster cluster = new FakeCluster();
    private DiscoveredTargets source = new DiscoveredTargets(ExporterRule.DCGM, cluster::client);

    @AfterEach
    void close() {
        source.close();
        cluster.close();
    }

    @Test
    void podsAppearChangeTheirPortAndVanish() {
        cluster.put(exporter("e1", "n1", "10.0.0.1").build());
        eventuallyNames("http://10.0.0.1:9400/metrics");
        cluster.put(exporter("e1", "n1", "10.0.0.1")
                .editSpec()
                .editFirstContainer()
                .editFirstPort()
                .withContainerPort(9401)
                .endPort()
                .endContainer()
                .endSpec()
                .build());
        eventuallyNames("http://10.0.0.1:9401/metrics");
        cluster.put(exporter("e2", "n2", "10.0.0.2").build());
        eventuallyNames("http://10.0.0.1:9401/metrics", "http://10.0.0.2:9400/metrics");
        cluster.client().pods().inNamespace("monitoring").withName("e1").delete();
        eventuallyNames("http://10.0.0.2:9400/metrics");
    }

    @Test
    void aPodTellsItsNode() {
        cluster.put(exporter("e1", "n1", "10.0.0.1").build());
        eventually(() -> assertThat(source.targets(NOON))
                .containsExactly(
                        new Target(URI.create("http://10.0.0.1:9400/metrics"), "n1", null, Access.OPEN, true)));
    }

    @Test
    void podsWithOtherLabelsAreNoExporters() {
        cluster.put(exporter("other", "n1", "10.0.0.9")
                .editMetadata()
                .addToLabels("app.kubernetes.io/name", "database")
                .endMetadata()
                .build());
        cluster.put(exporter("e1", "n1", "10.0.0.1").build());
        eventuallyNames("http://10.0.0.1:9400/metrics");
    }

    @Test
    void endpointsOfServicesAreFollowed() {
        source.close();
        source = new DiscoveredTargets(List.of(services()), cluster::client);
        cluster.client().resource(slice("10.0.0.1", 9400).build()).create();
        eventuallyNames("http://10.0.0.1:9400/metrics");
        cluster.client().resource(slice("10.0.0.2", 9401).build()).update();
        eventuallyNames("http://10.0.0.2:9401/metrics");
        cluster.client().resource(slice("10.0.0.2", 9401).build()).delete();
        eventuallyNames();
    }

    @Test
    void aClusterThatDiesKeepsItsTargetsAndSaysForHowLong() {
        cluster.put(exporter("e1", "n1", "10.0.0.1").build());
        eventuallyNames("http://10.0.0.1:9400/metrics");
        assertThat(source.outage(NOON)).isEmpty();
        cluster.die();
        Outage outage = outageAt(NOON.plus(MINUTE));
        assertThat(outage.source()).isEqualTo("Kubernetes");
        assertThat(outage.since()).isEqualTo(NOON);
        assertThat(outage.targets()).isOne();
        assertThat(outage.why()).isNotBlank();
        assertThat(names(NOON.plus(MINUTE))).containsExactly("http://10.0.0.1:9400/metrics");
    }

    @Test
    void aClusterThatComesBackIsBelievedAgain() {
        cluster.put(exporter("e1", "n1", "10.0.0.1").build());
        eventuallyNames("http://10.0.0.1:9400/metrics");
        cluster.die();
        outageAt(NOON.plus(MINUTE));
        cluster.comeBack();
        cluster.put(exporter("e2", "n2", "10.0.0.2").build());
        Instant later = NOON.plus(MINUTE.multipliedBy(2));
        eventually(() -> assertThat(names(later))
                .containsExactlyInAnyOrder("http://10.0.0.1:9400/metrics", "http://10.0.0.2:9400/metrics"));
        eventually(() -> {
            source.targets(later);
            assertThat(source.outage(later)).isEmpty();
        });
    }

    @Test
    void aClusterThatNeverAnsweredIsAnOutageWithoutTargets() {
        cluster.die();
        assertThat(names(NOON)).isEmpty();
        Outage outage = outageAt(NOON.plus(MINUTE));
        assertThat(outage.since()).isEqualTo(NOON);
        assertThat(outage.targets()).isZero();
    }

    @Test
    void withoutRulesNoClientIsMade() {
        var nobody = new DiscoveredTargets(List.of(), () -> {
            throw new AssertionError("a cluster was looked for");
        });
        assertThat(nobody.targets(NOON)).isEmpty();
        assertThat(nobody.outage(NOON.plus(MINUTE))).isEmpty();
    }

    private Outage outageAt(Instant at) {
        var seen = new AtomicReference<Outage>();
        eventually(() -> {
            Optional<Outage> outage = source.outage(at);
            assertThat(outage).isPresent();
            seen.set(outage.get());
        });
        return seen.get();
    }

    private void eventuallyNames(String... addresses) {
        eventually(() -> assertThat(names(NOON)).containsExactlyInAnyOrder(addresses));
    }

    private List<String> names(Instant now) {
        return source.targets(now).stream().map(it -> it.uri().toString()).toList();
    }

    private static ExporterRule services() {
        return new ExporterRule(
                new ExporterRule.Query(ExporterRule.From.SERVICES, Optional.of("monitoring"), "app=gpu"),
                false,
                new Endpoint("metrics", "/metrics", "http"),
                null,
                Access.OPEN);
    }

    private static EndpointSliceBuilder slice(String address, int port) {
        return new EndpointSliceBuilder()
                .withNewMetadata()
                .withName("gpu-x1")
                .withNamespace("monitoring")
                .addToLabels("app", "gpu")
                .endMetadata()
                .withAddressType("IPv4")
                .addNewEndpoint()
                .withAddresses(address)
                .withNodeName("n1")
                .endEndpoint()
                .addNewPort()
                .withName("metrics")
                .withPort(port)
                .endPort();
    }
}
