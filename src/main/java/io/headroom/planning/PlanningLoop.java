package io.headroom.planning;

import io.headroom.allocator.Plan;
import io.headroom.platform.Changed;
import io.headroom.platform.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Plans whenever the world changed or time says so, on a thread of its own. Changes that come close together are planned
 * together. A round that fails is tried again, with growing pauses, and health says so.
 */
@ApplicationScoped
public class PlanningLoop {
    private static final Logger LOG = Logger.getLogger(PlanningLoop.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int SERIOUS = 3;

    private final Planner planner;
    private final Leader leader;
    private final Quarantine quarantine;
    private final PlanningConfig config;
    private final Clock clock;
    private final Timer rounds;
    private final Semaphore changes = new Semaphore(0);
    private volatile boolean running = true;
    private volatile int failures;
    private volatile String failure;
    private Instant nextWake;
    private Thread thread;

    PlanningLoop(
            Planner planner,
            Leader leader,
            Quarantine quarantine,
            PlanningConfig config,
            Clock clock,
            MeterRegistry metrics) {
        this.planner = planner;
        this.leader = leader;
        this.quarantine = quarantine;
        this.config = config;
        this.clock = clock;
        this.rounds = metrics.timer("headroom.plan.round");
        metrics.gauge("headroom.plan.failures", this, loop -> loop.failures);
        metrics.gauge("headroom.plan.leading", leader, it -> it.leads() ? 1 : 0);
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("planning").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        wake();
        thread.join(Duration.ofSeconds(5));
        leader.close();
    }

    void onChange(@Observes Changed change) {
        if (change.topics().contains(Topic.WORLD)) wake();
    }

    /** Plans soon. */
    public void wake() {
        changes.release();
    }

    /** What went wrong in the last round, or null if it went well or too few rounds failed to worry. */
    String worry() {
        if (thread != null && running && !thread.isAlive()) return "the planning thread died";
        return failures >= SERIOUS ? failures + " rounds failed in a row: " + failure : null;
    }

    /** Which leases this replica leaves out of planning and why, or null if none. */
    String leftOut() {
        return quarantine.worry(clock.instant());
    }

    /** Whether this replica plans. */
    boolean leads() {
        return leader.leads();
    }

    private void run() {
        while (running) {
            try {
                await(pause());
                if (running && leader.lead()) round();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void round() {
        Instant now = clock.instant();
        try {
            Plan plan = rounds.recordCallable(() -> planner.plan(now, failures > 0));
            nextWake = plan.nextWake();
            failures = 0;
            quarantine.passed(now);
        } catch (Throwable e) {
            // Even an Error: this thread holds the lock to plan, and if it died nobody would plan again.
            failures++;
            failure = e.getMessage();
            nextWake = null;
            // What made it fail is left out from now on: the next round begins anew.
            if (quarantine.failed(e, now)) failures = 1;
            // A person acted at the same moment: expected, and the next round sees what they did.
            if (failures < SERIOUS) LOG.debugf("Planning again: %s", e.getMessage());
            else LOG.errorf(e, "Planning failed %d times in a row; nothing was half done", failures);
            if (failures < SERIOUS) wake();
        }
    }

    private Duration pause() {
        if (failures >= SERIOUS)
            return min(config.heartbeat().multipliedBy(1L << Math.min(failures, 10)), LONGEST_PAUSE);
        if (nextWake == null) return config.heartbeat();
        Duration untilWake = Duration.between(clock.instant(), nextWake);
        return untilWake.isNegative() ? Duration.ZERO : min(untilWake.plusMillis(1), config.heartbeat());
    }

    private void await(Duration pause) throws InterruptedException {
        if (changes.tryAcquire(Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS)) {
            Thread.sleep(config.coalesce());
        }
        changes.drainPermits();
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
