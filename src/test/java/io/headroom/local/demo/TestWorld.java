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

/** Puts the database back to the demo world, as a new user finds it, with two days of history. */
@ApplicationScoped
public class TestWorld {
    private static final int DAYS = 2;

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
        replace(() -> {
            // The demo world's laws are checked when the portal starts; checking its 100,000 minutes again takes
            // seconds.
            jdbi.useHandle(handle -> handle.execute("SET LOCAL session_replication_role = replica"));
            world.fillIfEmpty(DemoInventory.gpus(), DAYS);
        });
    }

    /** Nothing at all: no teams, no devices. */
    public void empty() {
        replace(() -> {});
    }

    /** Another world, in one transaction. */
    public void replace(Runnable fill) {
        TestClock.reset();
        QuarkusTransaction.requiringNew().run(() -> {
            jdbi.useHandle(handle -> handle.execute("TRUNCATE flavor, cohort, team, node CASCADE"));
            fill.run();
        });
        // At once, where a real edit is told by the database a moment later.
        changed.fire(new Changed(EnumSet.allOf(Topic.class)));
    }

    /** Makes the portal notice that the clock moved, as its timer would. */
    public void noticeTime() {
        loop.wake();
    }
}
