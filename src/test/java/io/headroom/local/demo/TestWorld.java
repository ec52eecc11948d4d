package io.headroom.local.demo;

import io.headroom.planning.PlanningLoop;
import io.headroom.platform.Changed;
import io.headroom.platform.Topic;
import io.headroom.testing.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.EnumSet;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Puts the database back to the demo world, as a new user finds it, with two days of history. */
@ApplicationScoped
public class TestWorld {
    private static final int DAYS = 2;
    private static final int TRIES = 100;

    private final Jdbi jdbi;
    private final DemoWorld world;
    private final Event<Changed> changed;
    private final PlanningLoop loop;

    TestWorld(Jdbi jdbi, DemoWorld world, Event<Changed> changed, PlanningLoop loop) {
        this.jdbi = jdbi;
        this.world = world;
        this.changed = changed;
        this.loop = loop;
    }

    /** The demo world, at the real time. */
    public void reset() {
        become(() -> world.fillIfEmpty(DemoInventory.gpus(), DAYS));
    }

    /** Nothing at all: no teams, no devices. */
    public void empty() {
        become(() -> {});
    }

    /** Whatever {@code fill} makes, at the real time. */
    public void become(Runnable fill) {
        TestClock.reset();
        for (int tries = 0; !tried(fill); tries++) {
            if (tries == TRIES) throw new IllegalStateException("the portal never lets go of the database");
        }
    }

    /** The portal plans and measures meanwhile and may lock the same tables in another order: then again. */
    private boolean tried(Runnable fill) {
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                jdbi.useHandle(handle -> {
                    handle.execute("SET LOCAL lock_timeout = '100ms'");
                    handle.execute("""
                            TRUNCATE flavor, cohort, team, node, approval_rules, delegation, person, news,
                                     usage_minute, usage_hour, usage_day, team_hour, team_day, watched_hour CASCADE""");
                    handle.execute("SET LOCAL lock_timeout = 0");
                    handle.execute("""
                            UPDATE allocation_policy SET preset = DEFAULT, history_weight = DEFAULT,
                                   history_window_days = DEFAULT, starvation_limit_seconds = DEFAULT""");
                });
                fill.run();
            });
            // At once, where a real edit is told by the database a moment later.
            changed.fire(new Changed(EnumSet.allOf(Topic.class)));
            return true;
        } catch (UnableToExecuteStatementException e) {
            if (e.getMessage().contains("deadlock") || e.getMessage().contains("lock timeout")) return false;
            throw e;
        }
    }

    /** Makes the portal notice that the clock moved, as its timer would. */
    public void noticeTime() {
        loop.wake();
    }
}
