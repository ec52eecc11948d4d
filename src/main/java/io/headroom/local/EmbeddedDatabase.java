package io.headroom.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** PostgreSQL in a folder of its own: on loopback, at a free port, with data that survives restarts. */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final String NAME = "headroom";
    /** Of {@code postmaster.pid}, as PostgreSQL documents it. */
    private static final int PORT_LINE = 4;
    /** Long enough to replay the log after a crash on a slow disk. */
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;
    private final Path data;
    private final AtomicBoolean stopping = new AtomicBoolean();

    private EmbeddedDatabase(EmbeddedPostgres server, Path data) {
        this.server = server;
        this.data = data;
    }

    /**
     * Starts the database of {@code home}, after stopping one that a killed portal left there.
     *
     * @param cache where PostgreSQL's programs are unpacked, for every home
     */
    public static EmbeddedDatabase start(Path cache, Path home) {
        Path log = home.resolve("postgres.log");
        try {
            Path data = home.resolve("postgres");
            stopLeftover(home);
            discardHalfMade(data);
            var database = new EmbeddedDatabase(launch(cache, data, log), data);
            database.createIfMissing();
            Files.writeString(completed(data), "");
            return database;
        } catch (IOException | SQLException | IllegalStateException e) {
            throw new CannotStart(
                    "PostgreSQL did not start (%s). End of %s:\n  %s".formatted(e, log, LogTail.of(log)), e);
        }
    }

    /** The address of the one that runs in {@code home} now, if any; whoever started it. */
    static Optional<LocalSettings.Database> running(Path home) {
        Path data = home.resolve("postgres");
        Path pidFile = data.resolve("postmaster.pid");
        if (Leftover.find(pidFile, "-D " + data).isEmpty()) return Optional.empty();
        try (var lines = Files.lines(pidFile)) {
            return lines.skip(PORT_LINE - 1)
                    .findFirst()
                    .map(port -> new LocalSettings.Database(
                            jdbcUrl(Integer.parseInt(port.strip())), Optional.of(NAME), Optional.empty()));
        } catch (IOException | NumberFormatException e) {
            // It is just starting or ending: nobody can be answered yet, or any more.
            return Optional.empty();
        }
    }

    /** Stops the one that a killed portal left in {@code home}, if any. */
    public static void stopLeftover(Path home) {
        Path data = home.resolve("postgres");
        Path pidFile = data.resolve("postmaster.pid");
        Leftover.find(pidFile, "-D " + data).ifPresent(Leftover::interrupt);
        removeIfReused(pidFile);
    }

    /** A dead pid PostgreSQL judges by itself; a pid now owned by a stranger it would take for a running server. */
    private static void removeIfReused(Path pidFile) {
        if (Leftover.find(pidFile, "").isEmpty()) return;
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new CannotStart("Cannot remove the stale " + pidFile + " (" + e + ").", e);
        }
    }

    /** Without the mark, the first start was cut short and there is nothing of anybody's in it. */
    private static void discardHalfMade(Path data) throws IOException {
        if (!Files.exists(completed(data))) Folders.delete(data);
    }

    private static Path completed(Path data) {
        return data.resolve("headroom.created");
    }

    private static EmbeddedPostgres launch(Path cache, Path data, Path log) throws IOException {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(cache.resolve("postgres-binaries").toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_LIMIT)
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setErrorRedirector(Redirect.appendTo(log.toFile()))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                // The library turns both off for throw-away data; what was answered must outlive a kill or a power cut.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    private void createIfMissing() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            if (statement
                    .executeQuery("SELECT FROM pg_database WHERE datname = '" + NAME + "'")
                    .next()) return;
            statement.execute("CREATE ROLE " + NAME + " LOGIN");
            statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
        }
    }

    public String jdbcUrl() {
        return jdbcUrl(server.getPort());
    }

    private static String jdbcUrl(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
    }

    public String user() {
        return NAME;
    }

    /** Runs once if the server ends before {@link #close()}. */
    void onDeath(Runnable action) {
        process().ifPresent(process -> process.onExit().thenRun(() -> {
            if (!stopping.get()) action.run();
        }));
    }

    Optional<ProcessHandle> process() {
        return Leftover.find(data.resolve("postmaster.pid"), "-D " + data).map(Leftover::process);
    }

    @Override
    public void close() throws IOException {
        stopping.set(true);
        server.close();
    }
}
