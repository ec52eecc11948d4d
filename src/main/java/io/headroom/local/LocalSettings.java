package io.headroom.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The few settings of a start on one machine. An absent database, issuer or exporter list means that Headroom brings
 * its own.
 *
 * @param port the portal's; a local Keycloak takes the next one
 * @param host the address the portal listens on
 * @param home where data, logs and process ids are kept
 * @param otherExporters whether a file, a Prometheus server or a cluster names exporters
 */
public record LocalSettings(
        int port,
        String host,
        Path home,
        Optional<Database> database,
        Optional<Issuer> issuer,
        Optional<List<URI>> exporters,
        boolean otherExporters) {

    /** A PostgreSQL that somebody else runs. */
    public record Database(String jdbcUrl, Optional<String> user, Optional<String> password) {}

    /** An identity provider that somebody else runs. */
    public record Issuer(URI url, String clientId, Optional<String> clientSecret) {}

    /** From the environment; {@code -Dheadroom.port=…} goes before {@code HEADROOM_PORT=…}. */
    public static LocalSettings fromEnvironment() {
        return from(name -> Optional.ofNullable(
                        System.getProperty(name.toLowerCase(Locale.ROOT).replace('_', '.')))
                .orElseGet(() -> System.getenv(name)));
    }

    static LocalSettings from(UnaryOperator<String> lookup) {
        var read = new SettingReader(lookup);
        return new LocalSettings(
                read.port("HEADROOM_PORT", 8080),
                read.text("HEADROOM_HOST").orElse("127.0.0.1"),
                Path.of(read.text("HEADROOM_HOME").orElse(".headroom"))
                        .toAbsolutePath()
                        .normalize(),
                database(read),
                issuer(read),
                read.text("HEADROOM_EXPORTERS").map(list -> exporters(read, list)),
                Stream.of("HEADROOM_TELEMETRY_TARGETS_FILE", "HEADROOM_TELEMETRY_PROMETHEUS")
                                .anyMatch(name -> read.text(name).isPresent())
                        || read.text("HEADROOM_KUBERNETES_ENABLED")
                                .filter(Boolean::parseBoolean)
                                .isPresent());
    }

    public int identityPort() {
        return port + 1;
    }

    /** Whether there is nothing real to look at. */
    boolean simulated() {
        return exporters.isEmpty() && !otherExporters;
    }

    /** What people type; Keycloak's redirects are registered for this name. */
    public String address() {
        return "http://localhost:" + port;
    }

    private static Optional<Database> database(SettingReader read) {
        return read.jdbcUrl("HEADROOM_DB_URL")
                .map(url -> new Database(url, read.text("HEADROOM_DB_USER"), read.text("HEADROOM_DB_PASSWORD")));
    }

    private static Optional<Issuer> issuer(SettingReader read) {
        return read.text("HEADROOM_OIDC_ISSUER")
                .map(value -> new Issuer(
                        read.httpUrl("HEADROOM_OIDC_ISSUER", value),
                        read.text("HEADROOM_OIDC_CLIENT_ID").orElse("headroom"),
                        read.text("HEADROOM_OIDC_CLIENT_SECRET")));
    }

    private static List<URI> exporters(SettingReader read, String list) {
        return Stream.of(list.split(","))
                .map(url -> read.httpUrl("HEADROOM_EXPORTERS", url.strip()))
                .toList();
    }
}
