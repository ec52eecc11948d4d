package io.headroom.request;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** What time does to many requests: each in a transaction of its own, so that one that fails stops no other. */
final class EachAlone {
    private static final Logger LOG = Logger.getLogger(EachAlone.class);

    private EachAlone() {}

    /** @param what for the log, if it fails */
    static void run(List<UUID> requests, String what, Consumer<UUID> deed) {
        for (UUID request : requests)
            try {
                QuarkusTransaction.requiringNew().run(() -> deed.accept(request));
            } catch (RuntimeException e) {
                LOG.errorf(e, "request=%s: %s failed", request, what);
            }
    }
}
