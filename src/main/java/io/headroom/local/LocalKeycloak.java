package io.headroom.local;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A Keycloak of our own with the demo accounts, as a process beside the portal. */
public final class LocalKeycloak implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(180);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Process process;
    private final KeycloakHome home;
    private final int port;
    private final AtomicBoolean stopping = new AtomicBoolean();

    private LocalKeycloak(Process process, KeycloakHome home, int port) {
        this.process = process;
        this.home = home;
        this.port = port;
    }

    /** Launches it and returns at once; {@link #awaitReady()} waits for the first answer. */
    public static LocalKeycloak launch(KeycloakDistribution distribution, Path home, int port, String realm) {
        stopLeftover(home);
        var own = homeIn(home);
        try {
            own.prepare(distribution, realm);
            var builder = new ProcessBuilder(distribution.command(own.root(), List.of(), arguments(port)));
            builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "keycloak-admin");
            builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", own.adminPassword());
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(Redirect.to(own.log().toFile()))
                    .start();
            Files.writeString(own.pidFile(), process.pid() + "\n");
            return new LocalKeycloak(process, own, port);
        } catch (IOException e) {
            throw new CannotStart("Cannot start Keycloak in %s (%s).".formatted(own.root(), e), e);
        }
    }

    /** Stops the one that a killed portal left in {@code home}, if any. */
    public static void stopLeftover(Path home) {
        var own = homeIn(home);
        Leftover.find(own.pidFile(), marker(own)).ifPresent(Leftover::terminate);
    }

    private static KeycloakHome homeIn(Path home) {
        return new KeycloakHome(home.resolve("keycloak"));
    }

    private static String marker(KeycloakHome home) {
        return "-Dkc.home.dir=" + home.root() + " ";
    }

    private static List<String> arguments(int port) {
        return List.of(
                "start",
                "--optimized",
                "--import-realm",
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname=" + address(port));
    }

    private static String address(int port) {
        return "http://localhost:" + port;
    }

    public static String issuer(int port) {
        return address(port) + "/realms/headroom";
    }

    public String issuer() {
        return issuer(port);
    }

    /** Ready is when the realm answers, which is what the portal needs; Keycloak's own health knows no realm. */
    public void awaitReady() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        try (var client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            while (!answers(client)) {
                if (!process.isAlive()) throw failed("Keycloak ended with code " + process.exitValue());
                if (System.nanoTime() > deadline) {
                    throw failed("Keycloak did not answer within " + START_LIMIT.toSeconds() + " s");
                }
                Thread.sleep(POLL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("Interrupted while Keycloak started");
        }
    }

    private boolean answers(HttpClient client) throws InterruptedException {
        var discovery = URI.create("http://127.0.0.1:" + port + "/realms/headroom/.well-known/openid-configuration");
        var request = HttpRequest.newBuilder(discovery).timeout(Duration.ofSeconds(10));
        try {
            return client.send(request.build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private CannotStart failed(String what) {
        return new CannotStart("%s. End of %s:\n  %s".formatted(what, home.log(), LogTail.of(home.log())));
    }

    /** Runs once if Keycloak ends before {@link #close()}. */
    void onDeath(Runnable action) {
        process.onExit().thenRun(() -> {
            if (!stopping.get()) action.run();
        });
    }

    @Override
    public void close() throws IOException {
        stopping.set(true);
        new Leftover(process.toHandle()).terminate();
        Files.deleteIfExists(home.pidFile());
    }
}
