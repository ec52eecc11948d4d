package io.headroom.testing;

import io.headroom.local.EmbeddedDatabase;
import io.headroom.local.Folders;
import io.headroom.local.KeycloakDistribution;
import io.headroom.local.LocalKeycloak;
import io.headroom.local.Ports;
import io.headroom.local.Progress;
import io.headroom.local.QuarkusSettings;
import io.headroom.local.RealmTemplate;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A real PostgreSQL and a real Keycloak for {@code @QuarkusTest}: started once a run, as {@code ./headroom} does, on
 * free ports and with fresh data in {@code target/headroom-test}.
 */
public final class LocalServices implements QuarkusTestResourceLifecycleManager {
    /** Quarkus may load this class anew for another test profile; a system property is seen by all of them. */
    private static final String SHARED = "headroom.test.services";

    /** What {@code ./headroom} unpacked, or will find unpacked. */
    public static final Path CACHE = Path.of(".headroom").toAbsolutePath();

    private static final Path HOME = Path.of("target/headroom-test").toAbsolutePath();

    @Override
    public Map<String, String> start() {
        synchronized (Runtime.getRuntime()) {
            if (System.getProperty(SHARED) == null) System.setProperty(SHARED, join(startAll()));
            return split(System.getProperty(SHARED));
        }
    }

    @Override
    public void stop() {
        // Shared by all test profiles: the shutdown hook stops them with the run.
    }

    private static Map<String, String> startAll() {
        try {
            EmbeddedDatabase.stopLeftover(HOME);
            LocalKeycloak.stopLeftover(HOME);
            Folders.delete(HOME);
            int port = Ports.pickFree();
            var keycloak = LocalKeycloak.launch(distribution(), HOME, Ports.pickFree(), RealmTemplate.forPortal(port));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(keycloak)));
            var database = EmbeddedDatabase.start(CACHE, HOME);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(database)));
            keycloak.awaitReady();
            Map<String, String> settings = QuarkusSettings.of(database, keycloak);
            // Keycloak redirects only to the port it was told.
            settings.put("quarkus.http.test-port", Integer.toString(port));
            settings.put("headroom.local.identity", "true");
            settings.put("headroom.local.fleet", "true");
            settings.put("headroom.demo.days", "2");
            settings.put("headroom.telemetry.interval", "PT1S");
            settings.put("headroom.telemetry.timeout", "PT0.9S");
            // Nobody listens there until a test starts a mail server: until then mail waits.
            settings.put("quarkus.mailer.mock", "false");
            // The mock cluster of one test trusts everything, which the mailer would take for a wish to speak TLS.
            settings.put("quarkus.mailer.tls", "false");
            settings.put("quarkus.mailer.port", Integer.toString(Ports.pickFree()));
            settings.put("headroom.notification.mail", "true");
            settings.put("headroom.notification.every", "PT1S");
            settings.put("headroom.notification.private-targets", "true");
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static KeycloakDistribution distribution() {
        return KeycloakDistribution.prepare(CACHE, new Progress(System.out));
    }

    private static void close(AutoCloseable service) {
        try {
            service.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String join(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, String> split(String settings) {
        return settings.lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
