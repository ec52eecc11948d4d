package io.headroom.planning;

import io.headroom.allocator.Held;
import io.headroom.device.Device;
import io.headroom.lease.Lease;
import io.headroom.telemetry.UseVerdict;

/**
 * What is measured of the GPUs of one lease.
 *
 * @param devices how many it has
 * @param lost how many of these broke
 * @param drained how many others of these are to be vacated
 */
record HeldUse(int devices, int busy, int idle, int lost, int drained) {
    static final HeldUse NONE = new HeldUse(0, 0, 0, 0, 0);

    HeldUse and(UseVerdict verdict, Device device) {
        return new HeldUse(
                devices + 1,
                busy + (verdict == UseVerdict.BUSY ? 1 : 0),
                idle + (verdict == UseVerdict.IDLE_HELD ? 1 : 0),
                lost + (device.healthy() ? 0 : 1),
                drained + (device.healthy() && !device.usable() ? 1 : 0));
    }

    /** As the allocator reads it. */
    Held.Use of(Lease lease) {
        return new Held.Use(idle, lost, wanted(lease), drained);
    }

    /**
     * How many the lease could keep busy (R12, R16). All busy: as many as it can use. Fewer than it asked for and none
     * idle: what it asked for, since a partial grant is owed the rest. Otherwise what it holds: what is not measured
     * makes nobody grow beyond what was asked.
     */
    private int wanted(Lease lease) {
        if (devices > 0 && busy == devices) return lease.maxGpus();
        return idle == 0 ? Math.max(lease.held(), lease.gpus()) : lease.held();
    }
}
