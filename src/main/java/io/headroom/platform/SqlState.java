package io.headroom.platform;

import java.sql.SQLException;
import java.util.Optional;

/** Why a database refused something, as the standard classifies it. */
public final class SqlState {
    private static final int CLASS = 2;

    private SqlState() {}

    /** The first two characters of the state, {@code 23} for broken laws say, or "" if none is told; empty if it was no SQL. */
    public static Optional<String> classOf(Throwable failure) {
        for (Throwable it = failure; it != null; it = it.getCause())
            if (it instanceof SQLException sql)
                return Optional.of(
                        sql.getSQLState() == null ? "" : sql.getSQLState().substring(0, CLASS));
        return Optional.empty();
    }
}
