package io.headroom.notification;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Works for many at once, and for each of them on one thing at a time: whoever makes it wait delays nobody else. If more
 * are to be served than may be at once, they take turns, one thing each.
 */
final class Turns<K> {
    private static final Logger LOG = Logger.getLogger(Turns.class);

    private final Set<K> served = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads;
    private final Semaphore places;

    /**
     * @param threads when they are shut down nothing new begins, also for those who wait for a place
     * @param atOnce how many are served at the same time
     */
    Turns(ExecutorService threads, int atOnce) {
        this.threads = threads;
        places = new Semaphore(atOnce, true);
    }

    /**
     * Serves somebody, unless that is being done already. Does not wait.
     *
     * @param step does one thing for them, and says whether to go on with another
     */
    void serve(K whom, BooleanSupplier step) {
        if (!threads.isShutdown() && served.add(whom)) threads.execute(() -> serveOn(whom, step));
    }

    private void serveOn(K whom, BooleanSupplier step) {
        try {
            boolean more = true;
            while (more) more = next(step);
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s is served again later", whom);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            served.remove(whom);
        }
    }

    private boolean next(BooleanSupplier step) throws InterruptedException {
        places.acquire();
        try {
            return !threads.isShutdown() && step.getAsBoolean();
        } finally {
            places.release();
        }
    }
}
