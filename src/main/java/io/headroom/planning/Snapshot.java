package io.headroom.planning;

import io.headroom.allocator.World;
import io.headroom.lease.Lease;
import java.util.List;

/**
 * What a plan is made from.
 *
 * @param open every lease that is not over
 */
public record Snapshot(World world, List<Lease> open) {
    public Snapshot {
        open = List.copyOf(open);
    }
}
