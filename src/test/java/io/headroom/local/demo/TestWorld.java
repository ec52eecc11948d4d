package io.headroom.local.demo;

import io.headroom.planning.PlanningLoop;
import io.headroom.platform.Signals;
import io.headroom.platform.Topic;
import io.headroom.testing.TestClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jdbi.v3.core.Jdbi;

/** Puts the database back to the demo world, as a new user finds it, with two days of history. */
@ApplicationScoped
public class TestWorld {
    private static final int DAYS = 2;

    private final Jdbi jdbi;
    private final DemoWorld world;
    private final Signals signals;
    private final PlanningLoop loop;

    TestWorld(Jdbi jdbi, DemoWorld world, Signals signals, PlanningLoop loop) {
        this.jdbi = jdbi;
        this.world = world;
        this.signals = signals;
        this.loop = loop;
    }

    /** The demo world, at the real time. */
    @Transactional
    public void reset() {
        TestClock.reset();
        jdbi.useHandle(handle -> handle.execute("TRUNCATE flavor, cohort, team, node CASCADE"));
        // The demo world's laws are checked when the portal starts; checking its 100,000 minutes again takes seconds.
        jdbi.useHandle(handle -> handle.execute("SET LOCAL session_replication_role = replica"));
        world.fillIfEmpty(DemoInventory.gpus(), DAYS);
        signals.changed(Topic.WORLD, Topic.BOARD, Topic.REQUESTS);
    }

    /** Nothing at all: no teams, no devices. */
    @Transactional
    public void empty() {
        TestClock.reset();
        jdbi.useHandle(handle -> handle.execute("TRUNCATE flavor, cohort, team, node CASCADE"));
        signals.changed(Topic.WORLD, Topic.BOARD, Topic.REQUESTS);
    }

    /** Makes the portal notice that the clock moved, as its timer would. */
    public void noticeTime() {
        loop.wake();
    }
}
