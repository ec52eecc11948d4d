package io.headroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuarkusSettingsTest {
    @Test
    void a_local_issuer_is_one_port_up_and_serves_pages_and_api() {
        var values = QuarkusSettings.of(LocalSettings.from(Map.of("HEADROOM_PORT", "9000")::get), Optional.empty());
        assertThat(values)
                .containsEntry("quarkus.http.port", "9000")
                .containsEntry("quarkus.oidc.auth-server-url", "http://localhost:9001/realms/headroom")
                .containsEntry("quarkus.oidc.api.auth-server-url", "http://localhost:9001/realms/headroom")
                .containsEntry("headroom.local.identity", "true")
                .containsEntry("headroom.local.fleet", "true")
                .containsEntry("headroom.notification.portal", "http://localhost:9000")
                .containsEntry("headroom.notification.private-targets", "true")
                .doesNotContainKey("headroom.telemetry.targets");
    }

    @Test
    void what_a_setting_names_is_passed_on() {
        var settings = LocalSettings.from(Map.of(
                "HEADROOM_DB_URL", "jdbc:postgresql://db/gpus",
                "HEADROOM_DB_PASSWORD", "s3cret",
                "HEADROOM_OIDC_ISSUER", "https://id.example",
                "HEADROOM_OIDC_CLIENT_SECRET", "shh",
                "HEADROOM_EXPORTERS", "http://a:9400/metrics,http://b:9400/metrics")::get);
        assertThat(QuarkusSettings.of(settings, Optional.empty()))
                .containsEntry("quarkus.datasource.jdbc.url", "jdbc:postgresql://db/gpus")
                .containsEntry("quarkus.datasource.password", "s3cret")
                .containsEntry("quarkus.oidc.credentials.secret", "shh")
                .containsEntry("headroom.telemetry.targets", "http://a:9400/metrics,http://b:9400/metrics")
                .containsEntry("headroom.local.database", "false")
                .containsEntry("headroom.local.identity", "false")
                .containsEntry("headroom.local.fleet", "false")
                .doesNotContainKey("headroom.notification.private-targets");
    }
}
