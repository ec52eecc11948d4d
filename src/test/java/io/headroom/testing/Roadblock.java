package io.headroom.testing;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * A lock in the database that stops others in the middle of what they do, until it is closed. So a race has a known order:
 * whoever is stopped first has already locked what it changed, and the second waits for the first.
 */
public final class Roadblock implements AutoCloseable {
    private static final String STOPPED = """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock' AND cardinality(pg_blocking_pids(pid)) > 0""";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Jdbi jdbi;
    private final Handle handle;
    private long stopped;

    private Roadblock(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.handle = jdbi.open();
        handle.begin();
    }

    /** Stops whoever writes to a table. */
    public static Roadblock beforeTable(String table, Jdbi jdbi) {
        Roadblock block = new Roadblock(jdbi);
        block.handle.execute("LOCK TABLE " + table + " IN SHARE MODE");
        return block;
    }

    /** Stops whoever changes or locks a lease. */
    public static Roadblock beforeLease(String lease, Jdbi jdbi) {
        Roadblock block = new Roadblock(jdbi);
        block.handle.execute("SELECT FROM lease WHERE id = ?::uuid FOR UPDATE", lease);
        return block;
    }

    /** Starts something on a thread of its own, and waits until it is stopped: here, or behind one that is. */
    public <T> Future<T> stops(Callable<T> task) {
        Future<T> result = threads.submit(task);
        stopped++;
        Eventually.until(stopped + " are stopped", this::count, count -> count >= stopped);
        return result;
    }

    /** The same of what goes on elsewhere, once it is told to. */
    public void stopsWhatFollows(Runnable told) {
        stops(Executors.callable(told));
    }

    private long count() {
        return jdbi.withHandle(other -> other.select(STOPPED).mapTo(Long.class).one());
    }

    /** Lets everybody go on. */
    @Override
    public void close() {
        handle.rollback();
        handle.close();
        threads.close();
    }
}
