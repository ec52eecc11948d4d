package io.headroom.planning;

import io.headroom.allocator.Held;
import io.headroom.device.Device;
import io.headroom.lease.Lease;
import io.headroom.telemetry.UseVerdict;
import java.util.Set;
import java.util.UUID;

/**
 * What is measured of the GPUs of one lease.
 *
 * @param devices how many it has
 * @param idle how many are idle; {@code lendable} of them climbed the ladder so far that others may borrow them (R11), and
 *     they are taken before anything that works (R8)
 * @param lost how many of these broke
 * @param drained how many others of these are to be vacated
 */
record HeldUse(int devices, int busy, int idle, int lendable, int lost, int drained) {
    static final HeldUse NONE = new HeldUse(0, 0, 0, 0, 0, 0);

    HeldUse and(UseVerdict verdict, Set<UUID> climbed, Device device) {
        boolean unused = verdict == UseVerdict.IDLE_HELD;
        return new HeldUse(
                devices + 1,
                busy + (verdict == UseVerdict.BUSY ? 1 : 0),
                idle + (unused ? 1 : 0),
                lendable + (unused && climbed.contains(device.id()) ? 1 : 0),
                lost + (device.healthy() ? 0 : 1),
                drained + (device.healthy() && !device.usable() ? 1 : 0));
    }

    /**
     * As the allocator reads it.
     *
     * @param coasted whether it gave back lately what it did not use
     */
    Held.Use of(Lease lease, boolean coasted) {
        return new Held.Use(lendable, lost, wanted(lease, coasted), drained, lendable);
    }

    /**
     * How many the lease could keep busy (R12, R16). All busy: as many as it can use, unless it just gave some back. Fewer
     * than it asked for and none idle: what it asked for, since a partial grant is owed the rest. Some idle: without those
     * it grew into; what it asked for is the ladder's business. What is not measured makes nobody grow beyond what was
     * asked, nor shrink. What it lent while idle it does not want before it calls it back.
     */
    private int wanted(Lease lease, boolean coasted) {
        if (lease.lent() > 0) return lease.held();
        int asked = Math.min(lease.held(), lease.gpus());
        if (idle > 0) return Math.max(asked, lease.held() - idle);
        if (devices > 0 && busy == devices && !coasted) return lease.maxGpus();
        return Math.max(lease.held(), lease.gpus());
    }
}
