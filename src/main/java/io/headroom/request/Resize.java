package io.headroom.request;

import io.headroom.allocator.Choice;
import io.headroom.allocator.Range;
import io.headroom.lease.Lease;
import io.headroom.lease.Phase;
import java.time.Duration;
import java.time.Instant;

/**
 * Another number of GPUs for a lease that is not over; it makes sense.
 *
 * @param to how many it is to ask for
 */
record Resize(Lease lease, int to, String purpose) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** What it is compared with: an elastic lease may hold more than it asked for. */
    int from() {
        return Math.max(lease.gpus(), lease.held());
    }

    boolean grows() {
        return to > from();
    }

    /** By how many. */
    int by() {
        return Math.abs(to - from());
    }

    /** Whether GPUs have to be found for it: what runs or is lent gets more beside what it has. */
    boolean adds() {
        return grows() && !lease.phase().isQueued();
    }

    /** What so many GPUs until the end of the lease would be asked as. */
    Ask ask(Instant now) {
        Instant startsAt = lease.phase() == Phase.SCHEDULED ? lease.startsAt() : null;
        return new Ask(
                lease.team(),
                lease.phase().isQueued() ? lease.choice() : Choice.of(lease.flavor()),
                by(),
                Range.exactly(by()),
                lease.profile(),
                purpose,
                left(startsAt == null ? now : startsAt),
                startsAt,
                lease.endsAt());
    }

    /** What happens to a lease that gets smaller, or has not started. */
    String sentence() {
        int back = lease.held() - to;
        if (lease.phase().holds() && back > 0)
            return back + (back == 1 ? " GPU goes" : " GPUs go") + " back at once; " + to
                    + (to == 1 ? " remains." : " remain.");
        return "It asks for " + to + " instead of " + from() + ".";
    }

    private Duration left(Instant begins) {
        if (lease.endsAt() == null) return lease.term();
        Duration left = Duration.between(begins, lease.endsAt());
        // Its end may have come a moment ago: then the next round of planning ends it, and this with it.
        return left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
    }
}
