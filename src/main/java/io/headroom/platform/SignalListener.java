package io.headroom.platform;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Waits for signals on a connection of its own and hands them on as {@link Changed}. Reconnects for ever. */
@ApplicationScoped
class SignalListener {
    private static final Logger LOG = Logger.getLogger(SignalListener.class);
    private static final int WAIT_MILLIS = 5_000;
    private static final int VALID_SECONDS = 2;
    private static final long RETRY_NANOS = 1_000_000_000L;

    private final DedicatedConnection connections;
    private final Event<Changed> changed;
    private volatile boolean running = true;
    private Thread thread;

    SignalListener(DedicatedConnection connections, Event<Changed> changed) {
        this.connections = connections;
        this.changed = changed;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().daemon().name("signals").start(this::listenForEver);
    }

    void stop(@Observes ShutdownEvent event) {
        running = false;
        thread.interrupt();
    }

    private void listenForEver() {
        while (running) {
            try (Connection connection = connections.open("signals")) {
                listen(connection);
            } catch (SQLException | RuntimeException e) {
                if (running) LOG.warnf("Signals: %s; listening again", e.getMessage());
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("LISTEN " + Signals.CHANNEL);
        }
        // What was said while nobody listened is lost; everything may have changed.
        changed.fire(new Changed(EnumSet.allOf(Topic.class)));
        PGConnection postgres = connection.unwrap(PGConnection.class);
        while (running) {
            PGNotification[] heard = postgres.getNotifications(WAIT_MILLIS);
            if (heard != null && heard.length > 0) changed.fire(new Changed(topics(heard)));
            // Silence may be a dead line: a deaf replica would show and plan yesterday's world.
            else if (!connection.isValid(VALID_SECONDS)) throw new SQLException("the line went dead");
        }
    }

    private static Set<Topic> topics(PGNotification[] heard) {
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        for (PGNotification notification : heard) {
            for (String name : notification.getParameter().split(","))
                Topic.of(name).ifPresent(topics::add);
        }
        return topics;
    }
}
