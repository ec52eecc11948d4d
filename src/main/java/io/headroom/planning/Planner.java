package io.headroom.planning;

import io.headroom.allocator.Allocator;
import io.headroom.allocator.Decision;
import io.headroom.allocator.Plan;
import io.headroom.lease.DecisionApplier;
import io.headroom.platform.Signals;
import io.headroom.platform.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** One round: load the world, plan, make it true. All or nothing. */
@ApplicationScoped
class Planner {
    private static final Logger LOG = Logger.getLogger(Planner.class);

    private final Snapshots snapshots;
    private final DecisionApplier applier;
    private final Vacating vacating;
    private final Signals signals;
    private final Quarantine quarantine;
    private final Timer planned;
    private final Timer applied;
    private final Allocator allocator = new Allocator();

    Planner(
            Snapshots snapshots,
            DecisionApplier applier,
            Vacating vacating,
            Signals signals,
            Quarantine quarantine,
            MeterRegistry metrics) {
        this.snapshots = snapshots;
        this.applier = applier;
        this.vacating = vacating;
        this.signals = signals;
        this.quarantine = quarantine;
        this.planned = metrics.timer("headroom.plan.allocation");
        this.applied = metrics.timer("headroom.plan.apply");
    }

    /**
     * @param careful whether to find out which decision it is that cannot be made true, if one cannot
     * @return what was decided; its {@code nextWake} says when to plan again at the latest
     */
    @Transactional
    Plan plan(Instant now, boolean careful) {
        snapshots.pin();
        boolean changed = vacating.move(now) | applier.passTime(now);
        Snapshot snapshot = snapshots.load(now);
        Set<String> leftOut = quarantine.leases(now);
        Plan plan = planned.record(() -> allocator.plan(Quarantine.without(snapshot.world(), leftOut), now));
        List<Decision> decisions = plan.decisions().stream()
                .filter(decision -> !leftOut.contains(DecisionApplier.leaseOf(decision)))
                .toList();
        for (String done : applied.record(() -> applier.apply(decisions, snapshot.basis(), now, careful))) {
            changed = true;
            LOG.info(done);
        }
        changed |= applier.lend(plan.loans(), now);
        if (changed) signals.changed(Topic.BOARD);
        return plan;
    }
}
