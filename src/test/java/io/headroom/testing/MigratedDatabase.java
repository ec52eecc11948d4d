package io.headroom.testing;

import io.headroom.local.EmbeddedDatabase;
import io.headroom.local.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL with our tables and nothing else of the portal: for what is decided by SQL alone. */
public final class MigratedDatabase implements AutoCloseable {
    private final EmbeddedDatabase database;
    private final Jdbi jdbi;

    private MigratedDatabase(EmbeddedDatabase database) {
        this.database = database;
        var source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(database.user());
        source.setReWriteBatchedInserts(true); // as application.properties has it
        Flyway.configure().dataSource(source).load().migrate();
        jdbi = Jdbi.create(source);
        jdbi.registerArrayType(String.class, "text");
        jdbi.registerArrayType(UUID.class, "uuid");
    }

    /** Starts an empty one under {@code target}. */
    public static MigratedDatabase start(String name) throws IOException {
        Path home = Path.of("target", name).toAbsolutePath();
        EmbeddedDatabase.stopLeftover(home);
        Folders.delete(home);
        return new MigratedDatabase(EmbeddedDatabase.start(LocalServices.CACHE, home));
    }

    public String jdbcUrl() {
        return database.jdbcUrl();
    }

    public String user() {
        return database.user();
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
