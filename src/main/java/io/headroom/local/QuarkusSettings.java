package io.headroom.local;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Headroom's settings in the names that Quarkus reads: the one place that knows both. */
public final class QuarkusSettings {
    private final Map<String, String> values = new LinkedHashMap<>();

    private QuarkusSettings() {}

    static Map<String, String> of(LocalSettings settings, Optional<EmbeddedDatabase> embedded) {
        var all = new QuarkusSettings();
        all.put("quarkus.http.port", Integer.toString(settings.port()));
        all.put("quarkus.http.host", settings.host());
        settings.database().ifPresent(all::database);
        embedded.ifPresent(all::database);
        settings.issuer().ifPresentOrElse(all::issuer, () -> all.issuer(settings.identityPort()));
        if (settings.issuer().isEmpty()) all.alone(settings.address());
        settings.exporters()
                .ifPresent(urls -> all.put(
                        "headroom.telemetry.targets",
                        urls.stream().map(URI::toString).collect(Collectors.joining(","))));
        all.put("headroom.local.database", Boolean.toString(embedded.isPresent()));
        all.put("headroom.local.identity", Boolean.toString(settings.issuer().isEmpty()));
        all.fleet(settings.simulated());
        return all.values;
    }

    /** The same for tests, whose parts have no {@link LocalSettings}. */
    public static Map<String, String> of(EmbeddedDatabase database, LocalKeycloak keycloak) {
        var all = new QuarkusSettings();
        all.database(database);
        all.issuer(keycloak.issuer(), RealmTemplate.CLIENT_ID, Optional.of(RealmTemplate.CLIENT_SECRET));
        return all.values;
    }

    /** A simulated fleet is looked at more often and judged sooner, so that a visitor sees it live. */
    private void fleet(boolean simulated) {
        put("headroom.local.fleet", Boolean.toString(simulated));
        if (!simulated) return;
        put("headroom.telemetry.interval", "PT5S");
        put("headroom.telemetry.timeout", "PT2S");
        for (String kind : new String[] {"training", "preprocessing", "interactive", "inference"}) {
            put("headroom.telemetry.idle-window." + kind, "PT10M");
        }
    }

    /** Everything is on this machine: what webhooks lead to may be, too. */
    private void alone(String address) {
        put("headroom.notification.portal", address);
        put("headroom.notification.private-targets", "true");
    }

    private void database(LocalSettings.Database database) {
        put("quarkus.datasource.jdbc.url", database.jdbcUrl());
        database.user().ifPresent(user -> put("quarkus.datasource.username", user));
        database.password().ifPresent(password -> put("quarkus.datasource.password", password));
    }

    private void database(EmbeddedDatabase database) {
        put("quarkus.datasource.jdbc.url", database.jdbcUrl());
        put("quarkus.datasource.username", database.user());
        // The library logs at INFO whatever it is asked to do.
        put("quarkus.log.category.\"io.zonky\".level", "WARN");
    }

    private void issuer(LocalSettings.Issuer issuer) {
        issuer(issuer.url().toString(), issuer.clientId(), issuer.clientSecret());
    }

    private void issuer(int localPort) {
        issuer(LocalKeycloak.issuer(localPort), RealmTemplate.CLIENT_ID, Optional.of(RealmTemplate.CLIENT_SECRET));
        // It is still starting when the portal is: the warning would frighten, the first sign-in connects.
        put("quarkus.log.category.\"io.quarkus.oidc.runtime.OidcRecorder\".level", "ERROR");
        put("quarkus.log.category.\"io.quarkus.oidc.common.runtime.OidcCommonUtils\".level", "ERROR");
    }

    private void issuer(String url, String clientId, Optional<String> secret) {
        for (String tenant : new String[] {"quarkus.oidc", "quarkus.oidc.api"}) {
            put(tenant + ".auth-server-url", url);
            put(tenant + ".client-id", clientId);
            secret.ifPresent(value -> put(tenant + ".credentials.secret", value));
        }
        put("quarkus.oidc.api.token.audience", clientId);
    }

    private void put(String name, String value) {
        values.put(name, value);
    }
}
