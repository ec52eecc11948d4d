package io.headroom.idle;

import io.headroom.testing.TestClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** Looks for idle GPUs when a test says, as the portal's timer would. */
@ApplicationScoped
public class IdleLooks {
    private static final Duration SHORTER_THAN_ANY_WINDOW = Duration.ofMinutes(25);

    private final IdleWatch watch;

    IdleLooks(IdleWatch watch) {
        this.watch = watch;
    }

    /** Time passes, and nowhere does it pass unmeasured. */
    public void until(Instant then, Runnable measured) {
        for (Instant at = TestClock.now(); at.isBefore(then); ) {
            at = at.plus(SHORTER_THAN_ANY_WINDOW);
            TestClock.stopAt(at.isBefore(then) ? at : then);
            measured.run();
            pass();
        }
    }

    /** Twice: idle GPUs are seen first, and warned of at the next look. */
    public void pass() {
        watch.look();
        watch.look();
    }
}
