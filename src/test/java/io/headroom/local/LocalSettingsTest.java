package io.headroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LocalSettingsTest {
    private static final String PORT_RULE = "must be a port number from 1 to 65534.";
    private static final String DATABASE_RULE = "must look like jdbc:postgresql://host:5432/database.";
    private static final String URL_RULE = "must be a URL that starts with http:// or https:// and names a host.";

    static Stream<Arguments> refused() {
        return Stream.of(
                argumentSet("a port is a number", "HEADROOM_PORT", "abc", PORT_RULE),
                argumentSet("a port is not zero", "HEADROOM_PORT", "0", PORT_RULE),
                argumentSet("a port is not negative", "HEADROOM_PORT", "-1", PORT_RULE),
                argumentSet("a port leaves room for Keycloak's", "HEADROOM_PORT", "65535", PORT_RULE),
                argumentSet("a port fits an int", "HEADROOM_PORT", "99999999999", PORT_RULE),
                argumentSet("a database is named by JDBC", "HEADROOM_DB_URL", "postgres://db/x", DATABASE_RULE),
                argumentSet(
                        "a database URL names a database", "HEADROOM_DB_URL", "jdbc:postgresql://db", DATABASE_RULE),
                argumentSet("a database is PostgreSQL", "HEADROOM_DB_URL", "jdbc:mysql://db/x", DATABASE_RULE),
                argumentSet("an issuer is http", "HEADROOM_OIDC_ISSUER", "ftp://id/realms/x", URL_RULE),
                argumentSet("an issuer names a host", "HEADROOM_OIDC_ISSUER", "https:///realms/x", URL_RULE),
                argumentSet("an issuer is well formed", "HEADROOM_OIDC_ISSUER", "http://a b", URL_RULE),
                argumentSet("an exporter is a URL", "HEADROOM_EXPORTERS", "node-1:9400", URL_RULE));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void names_the_setting_the_value_and_the_rule(String name, String value, String rule) {
        assertThatThrownBy(() -> LocalSettings.from(Map.of(name, value)::get))
                .isInstanceOf(CannotStart.class)
                .hasMessage(name + "=" + value + " " + rule);
    }

    @Test
    void without_settings_everything_is_local() {
        var settings = LocalSettings.from(_ -> null);
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.identityPort()).isEqualTo(8081);
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.home()).isEqualTo(Path.of(".headroom").toAbsolutePath());
        assertThat(settings.database()).isEmpty();
        assertThat(settings.issuer()).isEmpty();
        assertThat(settings.exporters()).isEmpty();
    }

    @Test
    void blank_counts_as_absent() {
        assertThat(LocalSettings.from(_ -> " ").database()).isEmpty();
    }

    @Test
    void each_part_gives_way_to_a_real_one() {
        var settings = LocalSettings.from(Map.of(
                "HEADROOM_DB_URL", "jdbc:postgresql://db:5433/gpus?ssl=true",
                "HEADROOM_DB_USER", "gpu",
                "HEADROOM_OIDC_ISSUER", "https://id.example/realms/ai",
                "HEADROOM_EXPORTERS", "http://a:9400/metrics, http://b:9400/metrics")::get);
        assertThat(settings.database())
                .contains(new LocalSettings.Database(
                        "jdbc:postgresql://db:5433/gpus?ssl=true", Optional.of("gpu"), Optional.empty()));
        assertThat(settings.issuer())
                .contains(new LocalSettings.Issuer(
                        URI.create("https://id.example/realms/ai"), "headroom", Optional.empty()));
        assertThat(settings.exporters())
                .contains(List.of(URI.create("http://a:9400/metrics"), URI.create("http://b:9400/metrics")));
    }

    @Test
    void a_prometheus_server_or_a_list_of_targets_is_no_simulated_fleet() {
        assertThat(LocalSettings.from(_ -> null).simulated()).isTrue();
        for (String name :
                List.of("HEADROOM_EXPORTERS", "HEADROOM_TELEMETRY_PROMETHEUS", "HEADROOM_TELEMETRY_TARGETS_FILE"))
            assertThat(LocalSettings.from(Map.of(name, "http://a:9090")::get).simulated())
                    .as(name)
                    .isFalse();
    }

    @Test
    void a_cluster_that_is_asked_is_no_simulated_fleet() {
        assertThat(LocalSettings.from(Map.of("HEADROOM_KUBERNETES_ENABLED", "true")::get)
                        .simulated())
                .isFalse();
        assertThat(LocalSettings.from(Map.of("HEADROOM_KUBERNETES_ENABLED", "false")::get)
                        .simulated())
                .isTrue();
    }
}
