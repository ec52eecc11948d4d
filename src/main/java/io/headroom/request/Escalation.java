package io.headroom.request;

import io.headroom.platform.Happened;
import io.headroom.platform.Signals;
import io.headroom.platform.Topic;
import io.headroom.platform.When;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

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
    @Transactional
    void escalate() {
        Instant now = clock.instant();
        List<CapacityRequest> escalated = repository.escalate(now, now.minus(config.escalateAfter()));
        for (CapacityRequest request : escalated)
            history.escalated(
                    request,
                    Happened.CLOCK,
                    "Nobody has decided for " + When.length(config.escalateAfter()) + " on the request for "
                            + RequestHistory.what(request) + " for " + request.team() + "; a platform admin may.");
        if (!escalated.isEmpty()) signals.changed(Topic.REQUESTS);
    }
}
