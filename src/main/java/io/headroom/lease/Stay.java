package io.headroom.lease;

import java.time.Instant;
import java.util.Optional;

/**
 * The time in which a lease holds its GPUs or lends them, did so, or is expected to: from the first instant on, up to the
 * second. This is also what {@link LeaseRepository#during} looks leases up by.
 */
public record Stay(Instant from, Instant until) {
    public Stay {
        if (until.isBefore(from)) until = from;
    }

    /** Empty for a lease that was over before it held anything. One that waits without an estimate may start now. */
    public static Optional<Stay> of(Lease lease, Instant now) {
        return Optional.ofNullable(
                switch (lease.phase()) {
                    case SCHEDULED -> planned(lease, lease.startsAt());
                    case WAITING -> planned(lease, expected(lease, now));
                    case ACTIVE, RECLAIMING, LENT -> since(lease.startedAt(), lease.endsAt());
                    case ENDED -> since(lease.startedAt(), lease.endedAt());
                });
    }

    /** Null without a start: what lent all it had before version 32 of the database did not keep it. */
    private static Stay since(Instant start, Instant end) {
        return start == null ? null : new Stay(start, end);
    }

    private static Stay planned(Lease lease, Instant start) {
        return new Stay(start, lease.endsAt() == null ? start.plus(lease.term()) : lease.endsAt());
    }

    private static Instant expected(Lease lease, Instant now) {
        Instant estimate = lease.estimatedStart();
        return estimate == null || estimate.isBefore(now) ? now : estimate;
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }

    /** Whether they have an instant in common. */
    public boolean overlaps(Stay other) {
        return from.isBefore(other.until) && other.from.isBefore(until);
    }
}
