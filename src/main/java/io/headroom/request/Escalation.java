package io.headroom.request;

import io.headroom.platform.Happened;
import io.headroom.platform.Signals;
import io.headroom.platform.Topic;
import io.headroom.platform.When;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Tells the admins, who may decide anything, of requests that nobody decides. Once each, also with several replicas. */
@ApplicationScoped
class Escalation {
    private final RequestRepository repository;
    private final RequestConfig config;
    private final RequestHistory history;
    private final Signals signals;
    private final Clock clock;

    Escalation(
            RequestRepository repository, RequestConfig config, RequestHistory history, Signals signals, Clock clock) {
        this.repository = repository;
        this.config = config;
        this.history = history;
        this.signals = signals;
        this.clock = clock;
    }

    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void escalate() {
        Instant now = clock.instant();
        EachAlone.run(repository.undecidedSince(now.minus(config.escalateAfter())), "escalating", id -> repository
                .escalate(id, now)
                .ifPresent(this::tell));
    }

    private void tell(CapacityRequest request) {
        history.escalated(
                request,
                Happened.CLOCK,
                "Nobody has decided for " + When.length(config.escalateAfter()) + " on the request for "
                        + RequestHistory.what(request) + " for " + request.team() + "; a platform admin may.");
        signals.changed(Topic.REQUESTS);
    }
}
