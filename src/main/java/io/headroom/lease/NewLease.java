package io.headroom.lease;

import io.headroom.allocator.Choice;
import io.headroom.allocator.Profile;
import io.headroom.allocator.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What an approval grants.
 *
 * @param choice the flavors it accepts
 * @param gpus how many it wants
 * @param range the sizes it can work with
 * @param startsAt when it wants to start, or null for now
 * @param endsAt a fixed end, or null if the term counts from the start
 * @param submittedAt its place in the queue
 * @param supplements the lease its GPUs are to join, or null
 */
public record NewLease(
        String team,
        Choice choice,
        Profile profile,
        String purpose,
        String owner,
        int gpus,
        Range range,
        Duration term,
        Instant submittedAt,
        Instant startsAt,
        Instant endsAt,
        UUID supplements) {}
