package io.headroom.planning;

import io.headroom.allocator.Allocator;
import io.headroom.allocator.Decision;
import io.headroom.allocator.Plan;
import io.headroom.device.Device;
import io.headroom.device.Devices;
import io.headroom.lease.DecisionApplier;
import io.headroom.platform.Signals;
import io.headroom.platform.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** One round: load the world, plan, make it true. All or nothing. */
@ApplicationScoped
class Planner {
    private static final Logger LOG = Logger.getLogger(Planner.class);

    private final Snapshots snapshots;
    private final DecisionApplier applier;
    private final Devices devices;
    private final Signals signals;
    private final Allocator allocator = new Allocator();

    Planner(Snapshots snapshots, DecisionApplier applier, Devices devices, Signals signals) {
        this.snapshots = snapshots;
        this.applier = applier;
        this.devices = devices;
        this.signals = signals;
    }

    /** @return what was decided; its {@code nextWake} says when to plan again at the latest */
    @Transactional
    Plan plan(Instant now) {
        snapshots.pin();
        List<Device> replaced = devices.replaceBroken(now);
        applier.replaced(replaced, now);
        boolean changed = !replaced.isEmpty() | applier.passTime(now);
        Plan plan = allocator.plan(snapshots.load(now), now);
        for (Decision decision : plan.decisions()) {
            if (applier.apply(decision, now)) {
                changed = true;
                LOG.infof("%s %s", decision.getClass().getSimpleName().toLowerCase(), decision.sentence());
            }
        }
        applier.lend(plan.loans(), now);
        if (changed) signals.changed(Topic.BOARD);
        return plan;
    }
}
