package io.headroom.local;

import io.headroom.audit.AuditCheck;
import io.headroom.audit.Finding;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;

/** {@code ./headroom audit verify}: whether the record is as it was written. Finds the database as the portal does. */
public final class AuditCommand {
    private static final int INTACT = 0;
    private static final int BROKEN = 1;
    private static final int CANNOT_CHECK = 2;
    private static final String[] VERIFY = {"verify"};

    private final LocalSettings settings;
    private final PrintStream out;
    private final PrintStream err;

    AuditCommand(LocalSettings settings, PrintStream out, PrintStream err) {
        this.settings = settings;
        this.out = out;
        this.err = err;
    }

    /** @param args {@code verify} */
    public static void main(String... args) {
        try {
            System.exit(new AuditCommand(LocalSettings.fromEnvironment(), System.out, System.err).run(args));
        } catch (CannotStart e) {
            System.err.println("audit: " + e.getMessage());
            System.exit(CANNOT_CHECK);
        }
    }

    /** The exit status. */
    int run(String... args) {
        if (!Arrays.equals(args, VERIFY)) return fail("the one thing it does is verify: ./headroom audit verify");
        return settings.database()
                .or(() -> EmbeddedDatabase.running(settings.home()))
                .map(this::verify)
                .orElseGet(() -> fail("no database runs in " + settings.home()
                        + ": start the portal, or set HEADROOM_DB_URL to the database it uses"));
    }

    private int verify(LocalSettings.Database database) {
        Properties login = new Properties();
        database.user().ifPresent(user -> login.setProperty("user", user));
        database.password().ifPresent(password -> login.setProperty("password", password));
        login.setProperty("ApplicationName", "headroom audit");
        login.setProperty("connectTimeout", "5");
        login.setProperty("readOnly", "true");
        try {
            Finding finding = AuditCheck.of(database.jdbcUrl(), login);
            out.println(finding.sentence());
            return finding.intact() ? INTACT : BROKEN;
        } catch (SQLException | RuntimeException e) {
            return fail("cannot read " + database.jdbcUrl() + ": " + firstLine(e));
        }
    }

    private int fail(String line) {
        err.println("audit: " + line);
        return CANNOT_CHECK;
    }

    /** JDBI's own message is its statement; what the database said is below it. */
    private static String firstLine(Exception e) {
        Throwable said = e instanceof RuntimeException && e.getCause() != null ? e.getCause() : e;
        return String.valueOf(said.getMessage()).lines().findFirst().orElse("");
    }
}
