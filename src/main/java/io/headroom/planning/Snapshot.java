package io.headroom.planning;

import io.headroom.allocator.World;
import io.headroom.lease.PlanBasis;

/**
 * What a plan is made from.
 *
 * @param basis the leases and devices that its decisions are about
 */
public record Snapshot(World world, PlanBasis basis) {}
