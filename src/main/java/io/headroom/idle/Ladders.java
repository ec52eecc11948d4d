package io.headroom.idle;

import io.headroom.lease.Lease;
import io.headroom.telemetry.Utilization;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Which ladder a lease climbs. */
@ApplicationScoped
class Ladders {
    private final IdleConfig config;
    private final Utilization utilization;

    Ladders(IdleConfig config, Utilization utilization) {
        this.config = config;
        this.utilization = utilization;
    }

    /**
     * The steps of its kind. A lease that may not be taken back is only warned (R13), and one that cannot work without
     * its idle GPUs keeps them.
     *
     * @param idle how many of its GPUs are idle
     */
    IdleLadder of(Lease lease, int idle) {
        Map<IdleStep, Duration> delays = new EnumMap<>(IdleStep.class);
        delays.putAll(config.steps(lease.kind()).delays());
        if (!lease.reclaimable()) delays.keySet().retainAll(Set.of(IdleStep.WARNED));
        if (givesBack(lease, idle) == 0) delays.remove(IdleStep.RELEASED);
        return new IdleLadder(window(lease), delays);
    }

    Duration window(Lease lease) {
        return utilization.idleWindow(lease.kind());
    }

    /** How many a lease can give back: all if all are idle, else down to the smallest size it can work with. */
    static int givesBack(Lease lease, int idle) {
        if (idle >= lease.held()) return lease.held();
        int used = Math.max(lease.held() - idle, lease.minGpus());
        int steps = Math.ceilDiv(used - lease.minGpus(), lease.stepGpus());
        return Math.max(0, lease.held() - (lease.minGpus() + steps * lease.stepGpus()));
    }
}
