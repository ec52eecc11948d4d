package io.headroom.platform;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What the database says of a failure. */
public final class SqlFailure {
    /** Classes of SQL states that tell of what was to be written: bad values, broken laws, what a trigger raised. */
    private static final Set<String> OF_THE_DATA = Set.of("22", "23", "P0");

    private SqlFailure() {}

    /** Whether the same may work later: two met at one row, or the database went away. */
    public static boolean mayPass(Throwable failure) {
        return state(failure).isPresent() && !isOfTheData(failure);
    }

    /** Whether the database refuses the same whenever it is asked. */
    public static boolean isOfTheData(Throwable failure) {
        return state(failure)
                .filter(state -> OF_THE_DATA.stream().anyMatch(state::startsWith))
                .isPresent();
    }

    /** The SQL state, which is empty text if there was no database to give one; nothing if no database took part. */
    static Optional<String> state(Throwable failure) {
        for (Throwable it = failure; it != null; it = it.getCause())
            if (it instanceof SQLException sql) return Optional.of(Objects.requireNonNullElse(sql.getSQLState(), ""));
        return Optional.empty();
    }
}
