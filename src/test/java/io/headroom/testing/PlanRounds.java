package io.headroom.testing;

import io.headroom.planning.PlanningLoop;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;

/** Waits for the planning loop to have seen what is true now. */
@ApplicationScoped
public class PlanRounds {
    private final PlanningLoop loop;
    private final Timer rounds;

    PlanRounds(PlanningLoop loop, MeterRegistry metrics) {
        this.loop = loop;
        this.rounds = metrics.timer("headroom.plan.round");
    }

    /** Two rounds: the first may have begun before. */
    public void pass() {
        next();
        next();
    }

    private void next() {
        long before = rounds.count();
        loop.wake();
        Eventually.until("a round of planning passed", rounds::count, count -> count > before);
    }
}
