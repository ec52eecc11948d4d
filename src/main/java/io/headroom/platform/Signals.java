package io.headroom.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * Says that something changed, to every replica. Sent inside the caller's transaction, so PostgreSQL delivers it when the
 * change is committed and never before.
 */
@ApplicationScoped
public class Signals {
    static final String CHANNEL = "headroom";

    private final Jdbi jdbi;

    Signals(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public void changed(Topic... topics) {
        String payload = Arrays.stream(topics).map(Topic::name).collect(Collectors.joining(","));
        jdbi.useHandle(handle -> handle.select("SELECT pg_notify(?, ?)", CHANNEL, payload)
                .mapTo(String.class)
                .one());
    }
}
