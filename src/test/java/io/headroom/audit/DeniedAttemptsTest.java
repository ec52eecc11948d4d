package io.headroom.audit;

import static io.headroom.audit.DeniedAttempts.MOST;
import static io.headroom.audit.DeniedAttempts.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.audit.DeniedAttempts.Attempt;
import io.headroom.audit.DeniedAttempts.More;
import io.headroom.platform.Denied;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A flood of denied attempts becomes a few lines. */
class DeniedAttemptsTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Denied DENIED = new Denied("GET", "/admin/audit", "Only admins may read the audit log.");

    private final DeniedAttempts attempts = new DeniedAttempts();

    @Test
    void aFewAreKeptOneByOne() {
        attempt("mallory", 3);
        assertThat(attempts.drain(NOON)).hasSize(3).allMatch(Attempt.class::isInstance);
        assertThat(attempts.drain(NOON.plus(WINDOW))).isEmpty();
    }

    @Test
    void aFloodIsCountedAndToldWhenItsMinuteIsOver() {
        attempt("mallory", MOST + 500);
        assertThat(attempts.drain(NOON)).hasSize(MOST);
        assertThat(attempts.drain(NOON.plus(WINDOW).minusSeconds(1))).isEmpty();
        assertThat(attempts.drain(NOON.plus(WINDOW))).containsExactly(new More(NOON.plus(WINDOW), "mallory", 500));
        assertThat(attempts.drain(NOON.plus(WINDOW))).isEmpty();
    }

    @Test
    void onesFloodDoesNotHideAnothersAttempt() {
        attempt("mallory", MOST + 1);
        attempt("vision-lead", 1);
        assertThat(attempts.drain(NOON)).contains(new Attempt(NOON, "vision-lead", "127.0.0.1", DENIED));
    }

    @Test
    void theNextMinuteBeginsAnew() {
        attempt("mallory", MOST + 1);
        attempts.drain(NOON.plus(WINDOW));
        attempt("mallory", 1);
        assertThat(attempts.drain(NOON)).containsExactly(new Attempt(NOON, "mallory", "127.0.0.1", DENIED));
    }

    private void attempt(String actor, int times) {
        for (int i = 0; i < times; i++) attempts.add(new Attempt(NOON, actor, "127.0.0.1", DENIED));
    }
}
