package io.headroom.allocator;

import java.time.Instant;

/** GPUs that a team has or is promised for a while. */
sealed interface Hold permits Lease, Claim {
    String team();

    /** How many of them it has at an instant, as known now. */
    int at(Instant instant);
}
