package io.headroom.testing;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The portal's clock in tests: the real one, moved as far as a test says. */
public final class TestClock extends Clock {
    private static volatile Duration ahead = Duration.ZERO;
    private static volatile Instant stoppedAt;

    /** Moves time; it stays moved until {@link #reset}. */
    public static void advance(Duration by) {
        ahead = ahead.plus(by);
    }

    /** Stops time, for what happens at an exact instant. */
    public static void stopAt(Instant instant) {
        stoppedAt = instant;
    }

    /** Back to the real time. */
    public static void reset() {
        ahead = Duration.ZERO;
        stoppedAt = null;
    }

    /** The portal's now. */
    public static Instant now() {
        Instant stopped = stoppedAt;
        return stopped != null ? stopped : Clock.systemUTC().instant().plus(ahead);
    }

    @Override
    public Instant instant() {
        return now();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    /** Takes the place of the real clock wherever one is injected. */
    static class Producer {
        @Produces
        @Alternative
        @Priority(1)
        @ApplicationScoped
        Clock clock() {
            return new TestClock();
        }
    }
}
