package io.headroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.LocalServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code audit verify} as the shell sees it: what it prints where, and how it ends. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class AuditCommandTest {
    @TempDir
    Path home;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aChainThatHoldsIsOneLine() {
        var database = new LocalSettings.Database(url, Optional.of(user), Optional.empty());
        assertThat(audit(Optional.of(database), "verify")).isZero();
        assertThat(out.toString()).matches("\\d+ entries, chain intact, last hash [0-9a-f]{64}\\R");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void theDatabaseOfAPortalOnThisMachineIsFoundByItsFolder() {
        assertThat(EmbeddedDatabase.running(Path.of("target/headroom-test").toAbsolutePath()))
                .contains(new LocalSettings.Database(url, Optional.of(user), Optional.empty()));
    }

    @Test
    void withoutADatabaseItSaysHowToNameOne() {
        assertThat(audit(Optional.empty(), "verify")).isEqualTo(2);
        assertThat(err.toString()).contains(home.toString(), "HEADROOM_DB_URL").hasLineCount(1);
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsNamed() {
        var nowhere = new LocalSettings.Database("jdbc:postgresql://127.0.0.1:1/x", Optional.empty(), Optional.empty());
        assertThat(audit(Optional.of(nowhere), "verify")).isEqualTo(2);
        assertThat(err.toString()).contains("jdbc:postgresql://127.0.0.1:1/x").hasLineCount(1);
    }

    @Test
    void itDoesNothingElse() {
        assertThat(audit(Optional.empty())).isEqualTo(2);
        assertThat(audit(Optional.empty(), "repair")).isEqualTo(2);
        assertThat(err.toString()).contains("./headroom audit verify");
        assertThat(out.toString()).isEmpty();
    }

    private int audit(Optional<LocalSettings.Database> database, String... args) {
        var settings = new LocalSettings(8080, "127.0.0.1", home, database, Optional.empty(), Optional.empty(), false);
        return new AuditCommand(settings, new PrintStream(out, true), new PrintStream(err, true)).run(args);
    }
}
