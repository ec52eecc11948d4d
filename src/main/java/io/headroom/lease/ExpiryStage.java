package io.headroom.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How near its end a lease is. Each stage is told once; a short lease has only the last ones. */
public enum ExpiryStage {
    WEEK(Duration.ofDays(7)),
    DAY(Duration.ofDays(1)),
    HOUR(Duration.ofHours(1));

    /** Before the last quarter of its term nobody needs to hear that a lease will end. */
    private static final int QUARTER = 4;

    private final Duration ahead;

    ExpiryStage(Duration ahead) {
        this.ahead = ahead;
    }

    /** How long before the end it begins at the earliest. */
    Duration ahead() {
        return ahead;
    }

    /** The stage that a lease has reached; empty while its end is far, and for one that neither holds nor lends. */
    public static Optional<ExpiryStage> of(Lease lease, Instant now) {
        if (lease.phase().isQueued() || lease.phase() == Phase.ENDED) return Optional.empty();
        return of(lease.term(), Duration.between(now, lease.endsAt()));
    }

    static Optional<ExpiryStage> of(Duration term, Duration left) {
        if (!left.isPositive() || left.compareTo(term.dividedBy(QUARTER)) > 0) return Optional.empty();
        ExpiryStage reached = null;
        for (ExpiryStage stage : values()) if (left.compareTo(stage.ahead) <= 0) reached = stage;
        return Optional.ofNullable(reached);
    }
}
