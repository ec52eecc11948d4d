package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessConfigTest {
    @Test
    void byDefaultOneAsksAsAnybody() {
        assertThat(access(Map.of())).isEqualTo(Access.OPEN);
    }

    @Test
    void everythingIsRead() {
        assertThat(access(Map.of(
                        "a.ca-bundle", "/ca.pem",
                        "a.client-certificate", "/c.pem",
                        "a.client-key", "/k.pem",
                        "a.username", "headroom",
                        "a.password-file", "/password")))
                .isEqualTo(new Access(
                        Optional.of(Path.of("/ca.pem")),
                        true,
                        Optional.of(new Access.ClientCertificate(Path.of("/c.pem"), Path.of("/k.pem"))),
                        Optional.of(new Login.Basic("headroom", Path.of("/password")))));
        assertThat(access(Map.of("a.insecure-skip-verify", "true")).verified()).isFalse();
    }

    @Test
    void halvesAndContradictionsAreNamed() {
        assertThatThrownBy(() -> access(Map.of("a.client-certificate", "/c.pem")))
                .hasMessage("a.client-certificate=/c.pem needs client-key");
        assertThatThrownBy(() -> access(Map.of("a.password-file", "/p")))
                .hasMessage("a.password-file=/p needs username");
        assertThatThrownBy(() -> access(Map.of("a.ca-bundle", "/ca.pem", "a.insecure-skip-verify", "true")))
                .hasMessage("a: ca-bundle and insecure-skip-verify must not both be set");
        assertThatThrownBy(
                        () -> access(Map.of("a.bearer-token-file", "/t", "a.username", "me", "a.password-file", "/p")))
                .hasMessage("a: bearer-token-file and username must not both be set");
    }

    private static Access access(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(AccessConfig.class, "a")
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(AccessConfig.class, "a")
                .access("a");
    }
}
