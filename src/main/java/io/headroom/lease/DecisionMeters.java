package io.headroom.lease;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.Locale;
import java.util.Objects;

/** Counts what the allocator decided, once it is committed: a plan that failed decided nothing. */
@ApplicationScoped
class DecisionMeters {
    private final MeterRegistry metrics;

    DecisionMeters(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) LeaseEvent event) {
        if (!event.actor().equals(LeaseEvent.ALLOCATOR)) return;
        metrics.counter(
                        "headroom.decisions",
                        "type",
                        event.what().name().toLowerCase(Locale.ROOT),
                        "reason",
                        Objects.requireNonNullElse(event.reason(), "none").toLowerCase(Locale.ROOT))
                .increment();
    }
}
