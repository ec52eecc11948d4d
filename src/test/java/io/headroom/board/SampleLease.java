package io.headroom.board;

import io.headroom.allocator.FlavorPolicy;
import io.headroom.allocator.Kind;
import io.headroom.lease.EndReason;
import io.headroom.lease.Lease;
import io.headroom.lease.Phase;
import io.headroom.lease.Stay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Leases of {@code vision} as a test of the calendar needs them. */
final class SampleLease {
    static final String FLAVOR = "h100";

    private SampleLease() {}

    static Lease running(int gpus, String from, String until) {
        return of(Phase.ACTIVE, gpus, new Stay(Instant.parse(from), Instant.parse(until)));
    }

    static Lease scheduled(int gpus, String from, String until) {
        return of(Phase.SCHEDULED, gpus, new Stay(Instant.parse(from), Instant.parse(until)));
    }

    static Lease ended(int gpus, String from, String until) {
        return of(Phase.ENDED, gpus, new Stay(Instant.parse(from), Instant.parse(until)));
    }

    /** A lease in this phase that holds its GPUs in this time, or is expected to; waiting, its start is an estimate. */
    static Lease of(Phase phase, int gpus, Stay stay) {
        boolean held = phase.holds() || phase == Phase.LENT || phase == Phase.ENDED;
        boolean ended = phase == Phase.ENDED;
        return new Lease(
                UUID.randomUUID(),
                "vision",
                FLAVOR,
                List.of(FLAVOR),
                FlavorPolicy.PREFER_STARTING,
                Kind.TRAINING,
                "Detector",
                "vision-lead",
                gpus,
                gpus,
                gpus,
                1,
                phase.holds() ? gpus : 0,
                phase == Phase.LENT ? gpus : 0,
                0,
                true,
                phase,
                Duration.between(stay.from(), stay.until()).toSeconds(),
                stay.from(),
                phase == Phase.SCHEDULED ? stay.from() : null,
                held ? stay.from() : null,
                phase == Phase.WAITING ? null : stay.until(),
                ended ? stay.until() : null,
                ended ? EndReason.EXPIRED : null,
                null,
                null,
                0,
                null,
                null,
                phase == Phase.WAITING ? stay.from() : null,
                null,
                "",
                null,
                0);
    }
}
