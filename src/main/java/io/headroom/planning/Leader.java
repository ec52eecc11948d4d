package io.headroom.planning;

import io.headroom.platform.DedicatedConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * Who plans: the replica that holds a PostgreSQL advisory lock on a connection of its own. Losing the connection loses
 * the lock, and another replica takes over at its next try.
 */
@ApplicationScoped
class Leader implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Leader.class);
    /** The lock's number: "headroom" read as ASCII. */
    private static final long LOCK = 0x68656164726f6f6dL;

    private static final int VALID_SECONDS = 2;

    private final DedicatedConnection connections;
    private Connection connection;

    Leader(DedicatedConnection connections) {
        this.connections = connections;
    }

    /** Whether this replica leads now; tries to become leader if nobody is. Never throws. */
    synchronized boolean lead() {
        try {
            if (connection != null && connection.isValid(VALID_SECONDS)) return true;
            close();
            return acquire();
        } catch (SQLException e) {
            LOG.debugf("Cannot become leader: %s", e.getMessage());
            close();
            return false;
        }
    }

    /** Whether this replica holds the lock, as far as it knows. */
    synchronized boolean leads() {
        return connection != null;
    }

    @Override
    public synchronized void close() {
        try {
            if (connection != null) connection.close();
        } catch (SQLException e) {
            LOG.debugf("Closing the leader's connection: %s", e.getMessage());
        } finally {
            connection = null;
        }
    }

    private boolean acquire() throws SQLException {
        Connection candidate = connections.open("leader");
        try (var statement = candidate.createStatement();
                var result = statement.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
            result.next();
            if (result.getBoolean(1)) {
                connection = candidate;
                LOG.info("This replica leads: it plans.");
                return true;
            }
        } catch (SQLException e) {
            candidate.close();
            throw e;
        }
        candidate.close();
        return false;
    }
}
