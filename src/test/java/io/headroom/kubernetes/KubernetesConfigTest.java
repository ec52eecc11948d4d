package io.headroom.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.telemetry.Access;
import io.headroom.telemetry.Login;
import io.headroom.telemetry.Mappings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KubernetesConfigTest {
    private static final String FIRST = "headroom.kubernetes.exporters[0]";

    @Test
    void byDefaultNoClusterIsAsked() {
        KubernetesConfig config = config(Map.of());
        assertThat(config.enabled()).isFalse();
        assertThat(config.labels()).isTrue();
        assertThat(config.exporters()).isEmpty();
    }

    @Test
    void aRuleIsReadWhole() {
        KubernetesConfig config = config(Map.of(
                FIRST + ".from", "services",
                FIRST + ".selector", "app=gpu",
                FIRST + ".namespace", "monitoring",
                FIRST + ".port", "8443",
                FIRST + ".path", "/gpu",
                FIRST + ".scheme", "https",
                FIRST + ".mapping", "hami",
                FIRST + ".access.ca-bundle", "/etc/ca.pem",
                FIRST + ".access.bearer-token-file", "/etc/token"));
        assertThat(first(config))
                .isEqualTo(new ExporterRule(
                        new ExporterRule.Query(ExporterRule.From.SERVICES, Optional.of("monitoring"), "app=gpu"),
                        false,
                        new Endpoint("8443", "/gpu", "https"),
                        "hami",
                        new Access(
                                Optional.of(Path.of("/etc/ca.pem")),
                                true,
                                Optional.empty(),
                                Optional.of(new Login.Bearer(Path.of("/etc/token"))))));
    }

    @Test
    void aRuleWithAnnotationsNeedsNothingElse() {
        KubernetesConfig config = config(Map.of(FIRST + ".annotated", "true"));
        assertThat(first(config))
                .isEqualTo(new ExporterRule(
                        new ExporterRule.Query(ExporterRule.From.PODS, Optional.empty(), ""),
                        true,
                        new Endpoint("metrics", "/metrics", "http"),
                        null,
                        Access.OPEN));
    }

    @Test
    void whatIsWrongIsNamedWithItsPlace() {
        KubernetesConfig config = config(Map.of(FIRST + ".path", "metrics"));
        assertThatThrownBy(() -> first(config)).hasMessage(FIRST + ": path=metrics must begin with /");
        assertThatThrownBy(() -> first(config(Map.of(FIRST + ".mapping", "unheard-of"))))
                .hasMessageStartingWith(FIRST + ": mapping=unheard-of must be one of dcgm-exporter, ");
    }

    private static ExporterRule first(KubernetesConfig config) {
        return ExporterRule.of(FIRST, config.exporters().orElseThrow().getFirst(), Mappings.builtIn());
    }

    private static KubernetesConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(KubernetesConfig.class)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(KubernetesConfig.class);
    }
}
