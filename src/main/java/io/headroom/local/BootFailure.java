package io.headroom.local;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;

/** Says why the portal itself did not boot: a line where a setting is the likely cause, else all there is. */
final class BootFailure {
    private BootFailure() {}

    static String explain(Throwable failure, LocalSettings settings) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException && settings.database().isPresent()) {
                return "HEADROOM_DB_URL=%s must be a database that can be used: %s"
                        .formatted(settings.database().get().jdbcUrl(), cause.getMessage());
            }
        }
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return "The portal did not start:\n" + trace;
    }
}
