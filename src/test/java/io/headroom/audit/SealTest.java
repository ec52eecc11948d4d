package io.headroom.audit;

import static io.headroom.testing.AtOnce.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.platform.Happened;
import io.headroom.testing.LocalServices;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody changes what is on record, and whoever finds a way is found out. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class SealTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Inject
    AuditRepository entries;

    @Inject
    Sealer sealer;

    @Inject
    Jdbi jdbi;

    private final String subject = UUID.randomUUID().toString();

    @BeforeEach
    void threeEntriesAreSealed() {
        touch(3);
        sealer.seal();
    }

    @Test
    void theyFollowOneAnother() {
        List<AuditEntry> newestFirst = mine();
        assertThat(newestFirst).hasSize(3).allMatch(entry -> entry.seq() != null);
        assertThat(newestFirst.get(0).previous()).isEqualTo(newestFirst.get(1).hash());
        assertThat(newestFirst.get(1).previous()).isEqualTo(newestFirst.get(2).hash());
        assertThat(new AuditCheck(entries).run()).isInstanceOf(Finding.Intact.class);
    }

    @Test
    void twoWhoSealAtOnceMakeOneChain() {
        touch(50);
        atOnce(this::seal, this::seal, this::seal, this::seal);
        assertThat(mine()).hasSize(53).allMatch(entry -> entry.seq() != null);
        assertThat(mine().stream().map(AuditEntry::seq)).doesNotHaveDuplicates();
        assertThat(new AuditCheck(entries).run()).isInstanceOf(Finding.Intact.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE audit_entry SET actor = 'somebody else'                                  | what_happened_stays_on_record
            UPDATE audit_entry SET after = NULL                                             | what_happened_stays_on_record
            UPDATE audit_entry SET seq = NULL, previous = NULL, hash = NULL                 | what_happened_stays_on_record
            UPDATE audit_entry SET previous = hash WHERE seq IS NOT NULL                    | what_happened_stays_on_record
            DELETE FROM audit_entry                                                         | what_happened_stays_on_record
            TRUNCATE audit_entry                                                            | what_happened_stays_on_record
            INSERT INTO audit_entry (at, actor, action, subject_type, subject_id, sentence, after) VALUES (now(), 'x', 'x.y', 'x', 'x', 'x', '{') | what_was_and_what_is_are_json
            INSERT INTO audit_entry (at, actor, action, subject_type, subject_id, sentence, seq) VALUES (now(), 'x', 'x.y', 'x', 'x', 'x', 1000000) | a_seal_is_whole
            """)
    void cannotCommit(String sql, String constraint) {
        assertThatThrownBy(() -> jdbi.useHandle(handle -> handle.execute(sql))).hasMessageContaining(constraint);
    }

    @Test
    void anEntryIsSealedOnceAndNothingElseOfItMoves() {
        QuarkusTransaction.begin();
        try {
            entries.add(touched(0), null);
            assertThatThrownBy(() -> jdbi.useHandle(handle -> handle.execute("""
                            UPDATE audit_entry SET seq = 1000000, previous = sha256('a'), hash = sha256('b'), actor = 'x'
                            WHERE seq IS NULL""")))
                    .hasMessageContaining("what_happened_stays_on_record");
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    @Test
    void aFieldThatWasChangedIsFound() {
        AuditEntry changed = mine().get(1);
        for (String to : List.of("actor = 'nobody'", "at = at + interval '1 us'", "after = '{}'", "team = 'x'"))
            assertThat(behindTheTrigger("UPDATE audit_entry SET " + to + " WHERE seq = " + changed.seq()))
                    .isEqualTo(new Finding.Changed(changed.seq(), changed.id()));
    }

    @Test
    void anEntryThatWasDeletedIsFound() {
        Long seq = mine().get(1).seq();
        assertThat(behindTheTrigger("DELETE FROM audit_entry WHERE seq = " + seq))
                .isEqualTo(new Finding.Missing(seq));
    }

    @Test
    void linksThatWereSwappedAreFound() {
        AuditEntry middle = mine().get(1);
        String swap = """
                UPDATE audit_entry a SET previous = b.previous FROM audit_entry b
                WHERE a.seq IN (%1$d, %2$d) AND b.seq IN (%1$d, %2$d) AND a.seq <> b.seq""";
        assertThat(behindTheTrigger(swap.formatted(middle.seq(), middle.seq() + 1)))
                .isEqualTo(new Finding.WrongLink(middle.seq(), middle.id()));
    }

    @Test
    void anEntryThatNobodySealsIsFound() {
        String old = "INSERT INTO audit_entry (id, at, actor, action, subject_type, subject_id, sentence)"
                + " VALUES (uuidv7(interval '-61 seconds'), now(), 'x', 'x.y', 'x', 'x', 'x')";
        assertThat(behindTheTrigger(old)).isInstanceOf(Finding.NeverSealed.class);
        assertThat(behindTheTrigger(old.replace("-61", "-5"))).isInstanceOf(Finding.Intact.class);
    }

    /** What the check finds after somebody who owns the table did this; then it is undone. */
    private Finding behindTheTrigger(String sql) {
        QuarkusTransaction.begin();
        try {
            jdbi.useHandle(handle -> {
                handle.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER");
                handle.execute(sql);
            });
            return new AuditCheck(entries).run();
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    private boolean seal() {
        sealer.seal();
        return true;
    }

    private void touch(int times) {
        QuarkusTransaction.requiringNew()
                .run(() -> IntStream.range(0, times).forEach(i -> entries.add(touched(i), "127.0.0.1")));
    }

    private List<AuditEntry> mine() {
        return entries.search(new AuditFilter(null, null, "thing", subject, null, null, null, null, 100));
    }

    private Happened touched(int times) {
        return new Happened(
                NOON.plusSeconds(times),
                "tester",
                "thing.touched",
                new Happened.Subject("thing", subject, "vision"),
                Set.of(),
                Map.of("times", times),
                Map.of("times", times + 1),
                "It was touched.");
    }
}
