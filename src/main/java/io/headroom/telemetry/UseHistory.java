package io.headroom.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** How GPUs were used over time. */
@ApplicationScoped
public class UseHistory {
    private final HistoryRepository repository;

    UseHistory(HistoryRepository repository) {
        this.repository = repository;
    }

    /** One per step of the span in which the portal measured, of a device only those in which it knew of it; oldest first. */
    public List<Usage> usage(Span span, UsageFilter filter, Instant now) {
        return repository.usage(span.lines().grain(), filter, span.lines(now));
    }

    /** What a heat map of these devices shows; a cell without any data is absent. */
    public List<UsageCell> cells(Span span, Collection<UUID> devices, Instant now) {
        return repository.cells(span.cells(), devices, now);
    }
}
