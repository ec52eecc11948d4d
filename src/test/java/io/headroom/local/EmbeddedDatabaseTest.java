package io.headroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.LocalServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the real thing: a dozen seconds that say whether data outlives what happens to processes. */
class EmbeddedDatabaseTest {
    private static final Path HOME = Path.of("target/headroom-database-test").toAbsolutePath();

    private EmbeddedDatabase database;

    @BeforeEach
    void start() throws IOException {
        EmbeddedDatabase.stopLeftover(HOME);
        Folders.delete(HOME);
        Files.createDirectories(HOME);
        database = EmbeddedDatabase.start(LocalServices.CACHE, HOME);
        execute("CREATE TABLE kept (gpu text)");
        execute("INSERT INTO kept VALUES ('h100')");
    }

    @AfterEach
    void stop() throws IOException {
        database.close();
    }

    @Test
    void data_survives_a_restart() throws IOException {
        database.close();
        database = EmbeddedDatabase.start(LocalServices.CACHE, HOME);
        assertThat(kept()).isEqualTo("h100");
    }

    @Test
    void one_that_a_killed_portal_left_running_is_stopped_and_its_data_kept() throws IOException {
        ProcessHandle leftover = database.process().orElseThrow();
        forgetLock();
        database = EmbeddedDatabase.start(LocalServices.CACHE, HOME);
        assertThat(leftover.isAlive()).isFalse();
        assertThat(kept()).isEqualTo("h100");
    }

    @Test
    void committed_data_survives_a_kill_of_the_server() throws IOException {
        ProcessHandle killed = database.process().orElseThrow();
        forgetLock();
        killed.destroyForcibly();
        killed.onExit().orTimeout(5, java.util.concurrent.TimeUnit.SECONDS).join();
        database = EmbeddedDatabase.start(LocalServices.CACHE, HOME);
        assertThat(kept()).isEqualTo("h100");
    }

    @Test
    void a_pid_file_that_names_a_stranger_is_no_obstacle() throws Exception {
        database.close();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(HOME.resolve("postgres/postmaster.pid"), stranger.pid() + "\n" + HOME + "/postgres\n");
            database = EmbeddedDatabase.start(LocalServices.CACHE, HOME);
            assertThat(kept()).isEqualTo("h100");
            assertThat(stranger.waitFor(Duration.ofMillis(1))).isFalse();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void a_first_start_that_was_cut_short_begins_again() throws IOException {
        database.close();
        Files.delete(HOME.resolve("postgres/headroom.created"));
        Files.delete(HOME.resolve("postgres/global/pg_control"));
        database = EmbeddedDatabase.start(LocalServices.CACHE, HOME);
        assertThat(database.process()).isPresent();
    }

    /** The library's lock dies with the portal's process; this one lives on, so its file makes way for a new one. */
    private static void forgetLock() throws IOException {
        Files.delete(HOME.resolve("postgres/epg-lock"));
    }

    private void execute(String sql) {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private String kept() {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), "");
                var rows = connection.createStatement().executeQuery("SELECT gpu FROM kept")) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
