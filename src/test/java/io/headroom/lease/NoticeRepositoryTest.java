package io.headroom.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.allocator.Decision;
import io.headroom.allocator.ReclaimReason;
import io.headroom.testing.MigratedDatabase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A lease is asked for the same nobody twice: it does not use 2, and 1 is drained. All of it is SQL. */
class NoticeRepositoryTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Instant SOON = NOON.plus(Duration.ofMinutes(5));
    private static final Instant LATER = NOON.plus(Duration.ofMinutes(10));

    private static MigratedDatabase database;
    private static Jdbi jdbi;
    private static NoticeRepository notices;

    private UUID lease;

    @BeforeAll
    static void start() throws IOException {
        database = MigratedDatabase.start("notices");
        jdbi = database.jdbi();
        notices = new NoticeRepository(jdbi);
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @BeforeEach
    void askedTwice() {
        lease = jdbi.withHandle(handle -> {
            handle.createScript("""
                    TRUNCATE flavor, cohort, team CASCADE;
                    INSERT INTO cohort (name) VALUES ('research');
                    INSERT INTO team (name, cohort) VALUES ('vision', 'research');
                    INSERT INTO flavor (name) VALUES ('h100');""").execute();
            return handle.createQuery("""
                            INSERT INTO lease (team, flavor, flavors, kind, purpose, owner, gpus, min_gpus, max_gpus, phase,
                                               term_seconds, submitted_at)
                            VALUES ('vision', 'h100', '{h100}', 'TRAINING', 'A test', 'vision-lead', 4, 1, 4, 'WAITING', 60,
                                    now()) RETURNING id""").mapTo(UUID.class).one();
        });
        ask(2, ReclaimReason.IDLE, LATER);
        ask(1, ReclaimReason.CAPACITY_LOST, SOON);
    }

    @Test
    void eachReasonIsANoticeOfItsOwn() {
        assertThat(asked()).containsExactly("1 CAPACITY_LOST", "2 IDLE");
    }

    @Test
    void moreForTheSameReasonIsAddedToIt() {
        ask(1, ReclaimReason.IDLE, LATER);
        assertThat(asked()).containsExactly("1 CAPACITY_LOST", "3 IDLE");
    }

    @Test
    void oneIsCalledOffWithoutTheOther() {
        notices.callOff(lease, null, ReclaimReason.CAPACITY_LOST, NOON);
        assertThat(asked()).containsExactly("2 IDLE");
    }

    @Test
    void oneIsServedWithoutTheOther() {
        notices.returned(notices.openOf(lease).getFirst().id(), NOON);
        assertThat(asked()).containsExactly("2 IDLE");
    }

    @Test
    void whatIsDueIsClosedAndTheRestIsStillAsked() {
        notices.closeDue(lease, null, SOON.minusSeconds(1));
        assertThat(asked()).hasSize(2);
        notices.closeDue(lease, null, SOON);
        assertThat(asked()).containsExactly("2 IDLE");
    }

    private void ask(int gpus, ReclaimReason reason, Instant deadline) {
        notices.ask(
                new Decision.Reclaim(lease.toString(), "vision", "h100", gpus, 0, null, reason, deadline, "Asked."),
                NOON);
    }

    private List<String> asked() {
        return notices.openOf(lease).stream()
                .map(it -> it.gpus() + " " + it.reason())
                .toList();
    }
}
