package io.headroom.audit;

import static io.headroom.audit.DeniedAttempts.MOST;
import static io.headroom.audit.DeniedAttempts.MOST_SOURCES;
import static io.headroom.audit.DeniedAttempts.MOST_WAITING;
import static io.headroom.audit.DeniedAttempts.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.audit.DeniedAttempts.Attempt;
import io.headroom.audit.DeniedAttempts.Line;
import io.headroom.audit.DeniedAttempts.More;
import io.headroom.platform.Denied;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A flood of denied attempts becomes a few lines. */
class DeniedAttemptsTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Denied DENIED = new Denied("GET", "/admin/audit", "Only admins may read the audit log.", null);

    private final DeniedAttempts attempts = new DeniedAttempts();
    private final List<Line> written = new ArrayList<>();

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
        assertThat(attempts.drain(NOON.plus(WINDOW)))
                .containsExactly(new More(NOON.plus(WINDOW), "mallory", null, 500));
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

    @Test
    void strangersAreCountedByAddress() {
        for (int i = 0; i < 30; i++) {
            attempts.add(stranger("10.0.0.7"));
            attempts.add(stranger("10.0.0.8"));
        }
        assertThat(attempts.drain(NOON)).containsExactly(stranger("10.0.0.7"), stranger("10.0.0.8"));
        assertThat(attempts.drain(NOON.plus(WINDOW)))
                .containsExactlyInAnyOrder(
                        new More(NOON.plus(WINDOW), Caller.NOBODY, "10.0.0.7", 29),
                        new More(NOON.plus(WINDOW), Caller.NOBODY, "10.0.0.8", 29));
    }

    @Test
    void strangersFromEverywhereFillNothing() {
        for (int i = 0; i < 10 * MOST_SOURCES; i++) attempts.add(stranger("10.0." + i / 256 + "." + i % 256));
        assertThat(attempts.drain(NOON)).hasSize(MOST_SOURCES + 1);
        assertThat(attempts.drain(NOON.plus(WINDOW)))
                .containsExactly(new More(NOON.plus(WINDOW), Caller.NOBODY, null, 9 * MOST_SOURCES - 1));
        assertThat(attempts.drain(NOON.plus(WINDOW))).isEmpty();
    }

    @Test
    void oneThatCanNeverBeWrittenHidesNoOther() {
        for (String actor : List.of("mallory", "odd", "vision-lead")) attempt(actor, 1);
        write(line -> line.actor().equals("odd"), "22021");
        assertThat(written).extracting(Line::actor).containsExactly("mallory", "vision-lead");
        assertThat(attempts.drain(NOON)).isEmpty();
    }

    @Test
    void whileTheDatabaseIsAwayTheyWaitInTheirOrder() {
        for (String actor : List.of("mallory", "vision-lead", "nlp-lead")) attempt(actor, 1);
        write(line -> line.actor().equals("vision-lead"), "08006");
        attempt("later", 1);
        write(_ -> true, null);
        assertThat(written).extracting(Line::actor).containsExactly("mallory");
        write(_ -> false, null);
        assertThat(written).extracting(Line::actor).containsExactly("mallory", "vision-lead", "nlp-lead", "later");
    }

    @Test
    void noMoreWaitThanThereIsRoomFor() {
        for (int i = 0; i <= MOST_WAITING; i++) attempt("person " + i, 1);
        write(_ -> true, "08006");
        assertThat(attempts.drain(NOON))
                .hasSize(MOST_WAITING)
                .extracting(Line::actor)
                .contains("person 0")
                .doesNotContain("person " + MOST_WAITING);
    }

    /** @param state what the database says of those it does not take */
    private void write(Predicate<Line> refused, String state) {
        attempts.write(NOON, line -> {
            if (refused.test(line)) throw new IllegalStateException(new SQLException("on purpose", state));
            written.add(line);
        });
    }

    private static Attempt stranger(String address) {
        return new Attempt(
                NOON, Caller.NOBODY, address, new Denied("GET", "/api/v1/leases", "The token is expired.", address));
    }

    private void attempt(String actor, int times) {
        for (int i = 0; i < times; i++) attempts.add(new Attempt(NOON, actor, "127.0.0.1", DENIED));
    }
}
