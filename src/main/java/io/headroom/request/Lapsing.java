package io.headroom.request;

import io.headroom.platform.Signals;
import io.headroom.platform.Topic;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Ends what nobody decided in time: it should have started or ended by now, or its lease is over. */
@ApplicationScoped
class Lapsing {
    /** The actor of what happens because time has passed. */
    static final String CLOCK = "clock";

    private final RequestRepository repository;
    private final RequestHistory history;
    private final Signals signals;
    private final Clock clock;

    Lapsing(RequestRepository repository, RequestHistory history, Signals signals, Clock clock) {
        this.repository = repository;
        this.history = history;
        this.signals = signals;
        this.clock = clock;
    }

    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void lapse() {
        Instant now = clock.instant();
        EachAlone.run(repository.overdue(now), "lapsing", id -> lapseIfOverdue(id, now));
    }

    /** One of them, committed: whoever comes too late is told that it has lapsed. */
    void settle(UUID id, Instant now) {
        QuarkusTransaction.requiringNew().run(() -> lapseIfOverdue(id, now));
    }

    /** Somebody may have decided, or another replica may have done this, since it was found overdue. */
    private void lapseIfOverdue(UUID id, Instant now) {
        repository.lockOverdue(id, now).ifPresent(request -> {
            repository.closed(id, RequestState.LAPSED, now);
            String what = RequestHistory.what(request);
            history.moved(
                    request,
                    repository.find(id).orElseThrow(),
                    CLOCK,
                    "lapsed",
                    "The request for " + what + " lapsed: nobody decided in time.");
            signals.changed(Topic.REQUESTS);
        });
    }
}
