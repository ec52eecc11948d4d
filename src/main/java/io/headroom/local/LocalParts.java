package io.headroom.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The parts that no setting replaced, started side by side and stopped in the reverse of what depends on them. */
final class LocalParts implements AutoCloseable {
    private final LocalSettings settings;
    private final Progress progress;
    private final CompletableFuture<Optional<EmbeddedDatabase>> database;
    private final CompletableFuture<Optional<LocalKeycloak>> identity;

    private volatile boolean stopping;

    private LocalParts(LocalSettings settings, Path cache, Progress progress) {
        this.settings = settings;
        this.progress = progress;
        this.database = CompletableFuture.supplyAsync(() -> startDatabase(cache));
        this.identity = CompletableFuture.supplyAsync(() -> startIdentity(cache));
    }

    /**
     * Stops what a killed portal left behind, makes sure that the ports are free, then starts.
     *
     * @param cache where Maven put Keycloak, and where the programs of both parts are unpacked
     */
    static LocalParts start(LocalSettings settings, Path cache, Progress progress) {
        EmbeddedDatabase.stopLeftover(settings.home());
        LocalKeycloak.stopLeftover(settings.home());
        Ports.requireFree(settings.host(), settings.port(), "The portal");
        if (settings.issuer().isEmpty()) Ports.requireFree("127.0.0.1", settings.identityPort(), "Keycloak");
        return new LocalParts(settings, cache, progress);
    }

    private Optional<EmbeddedDatabase> startDatabase(Path cache) {
        if (settings.database().isPresent()) return Optional.empty();
        var started = EmbeddedDatabase.start(cache, settings.home());
        progress.ready("PostgreSQL");
        started.onDeath(() -> warn("PostgreSQL ended unexpectedly; see " + settings.home()
                + "/postgres.log. Stop Headroom and start it again: nothing committed is lost."));
        return Optional.of(started);
    }

    private Optional<LocalKeycloak> startIdentity(Path cache) {
        if (settings.issuer().isPresent()) return Optional.empty();
        var distribution = KeycloakDistribution.prepare(cache, progress);
        var launched = LocalKeycloak.launch(
                distribution, settings.home(), settings.identityPort(), RealmTemplate.forPortal(settings.port()));
        launched.onDeath(() -> warn("Keycloak ended unexpectedly; see " + settings.home()
                + "/keycloak/keycloak.log. Nobody can sign in until Headroom is started again."));
        return Optional.of(launched);
    }

    /** A terminal's Ctrl-C reaches the children too: their end is then no news. */
    void expectEnd() {
        stopping = true;
    }

    boolean isEndExpected() {
        return stopping;
    }

    private void warn(String line) {
        if (!stopping) progress.say(line);
    }

    /** The portal cannot boot without it: migrations run first. */
    Optional<EmbeddedDatabase> awaitDatabase() {
        return join(database);
    }

    /** The portal boots meanwhile and connects to it when the first person signs in. */
    void awaitIdentity() {
        join(identity).ifPresent(keycloak -> {
            keycloak.awaitReady();
            progress.ready("Keycloak");
        });
    }

    private static <T> T join(CompletableFuture<T> part) {
        try {
            return part.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof CannotStart cause ? cause : e;
        }
    }

    @Override
    public void close() {
        // Nobody who pressed Ctrl-C waits for an unpacking to end; the next start does it again.
        identity.cancel(false);
        var stopIdentity = CompletableFuture.runAsync(() -> closeIfStarted(identity));
        closeIfStarted(database);
        stopIdentity.join();
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    private static <T extends AutoCloseable> void closeIfStarted(CompletableFuture<Optional<T>> part) {
        part.exceptionally(_ -> Optional.empty()).join().ifPresent(LocalParts::close);
    }

    private static void close(AutoCloseable started) {
        try {
            started.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
