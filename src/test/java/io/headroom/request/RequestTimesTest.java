package io.headroom.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.MigratedDatabase;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What time, and a cohort that goes, do to requests that wait: all of it is SQL. */
class RequestTimesTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private static MigratedDatabase database;
    private static Jdbi jdbi;
    private static RequestRepository repository;

    @BeforeAll
    static void start() throws IOException {
        database = MigratedDatabase.start("request-times");
        jdbi = database.jdbi();
        repository = new RequestRepository(jdbi);
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @BeforeEach
    void aTeam() {
        jdbi.useHandle(handle -> handle.createScript("""
                        TRUNCATE flavor, cohort, team CASCADE;
                        INSERT INTO cohort (name) VALUES ('research'), ('products');
                        INSERT INTO team (name, cohort) VALUES ('vision', 'research');
                        INSERT INTO flavor (name) VALUES ('h100');""").execute());
    }

    @Test
    void whatShouldHaveStartedIsOverdueFromThatInstantOn() {
        UUID request = waits("manager:research");
        set(request, "starts_at", NOON);
        assertThat(repository.overdue(NOON.minusSeconds(1))).isEmpty();
        assertThat(repository.lockOverdue(request, NOON.minusSeconds(1))).isEmpty();
        assertThat(repository.overdue(NOON)).containsExactly(request);
        assertThat(repository.lockOverdue(request, NOON))
                .hasValueSatisfying(it -> assertThat(it.late(NOON)).isTrue());
        repository.closed(request, RequestState.LAPSED, NOON);
        assertThat(repository.lockOverdue(request, NOON)).isEmpty();
    }

    @Test
    void aLaterEndIsOverdueOnceTheLeaseIsOverByTheClock() {
        UUID request = waits("manager:research");
        UUID lease = leaseUntil(NOON);
        jdbi.useHandle(handle ->
                handle.execute("UPDATE capacity_request SET type = 'EXTEND', lease = ? WHERE id = ?", lease, request));
        assertThat(repository.overdue(NOON.minusSeconds(1))).isEmpty();
        assertThat(repository.overdue(NOON)).containsExactly(request);
        assertThat(repository.lockOverdue(request, NOON)).isPresent();
    }

    @Test
    void eachIsEscalatedOnce() {
        UUID request = waits("manager:research");
        assertThat(repository.undecidedSince(NOON.minusSeconds(1))).isEmpty();
        assertThat(repository.undecidedSince(NOON)).containsExactly(request);
        assertThat(repository.escalate(request, NOON)).hasValueSatisfying(it -> {
            assertThat(it.escalatedAt()).isEqualTo(NOON);
            assertThat(it.version()).isZero();
        });
        assertThat(repository.escalate(request, NOON)).isEmpty();
        assertThat(repository.undecidedSince(NOON)).isEmpty();
    }

    @Test
    void pagesMissNothingOfTheSameInstant() {
        for (int i = 0; i < 7; i++) waits("manager:research");
        List<UUID> read = new ArrayList<>();
        List<CapacityRequest> page = repository.judgedSince(NOON, null, 3);
        while (!page.isEmpty()) {
            page.forEach(it -> read.add(it.id()));
            page = repository.judgedSince(NOON, page.getLast().id(), 3);
        }
        assertThat(read).hasSize(7).doesNotHaveDuplicates();
        assertThat(repository.judgedSince(NOON.plusSeconds(1), null, 3)).isEmpty();
    }

    @Test
    void inThePlaceOfACohortThatGoesAnAdminDecidesOnce() {
        UUID one = waits("manager:research");
        UUID both = waits("manager:research", "admin");
        UUID others = waits("manager:products");
        UUID done = waits("manager:research", "manager:products");
        repository.nextStep(done);
        jdbi.useHandle(handle -> {
            handle.execute("UPDATE team SET cohort = 'products'");
            handle.execute("DELETE FROM cohort WHERE name = 'research'");
        });
        assertThat(steps(one)).containsExactly("admin");
        assertThat(steps(both)).containsExactly("admin");
        assertThat(steps(others)).containsExactly("manager:products");
        assertThat(steps(done)).containsExactly("manager:research", "manager:products");
        assertThat(repository.find(one).orElseThrow().verdict())
                .isEqualTo(
                        "Because. There is no cohort research any more: an admin decides in the place of its manager.");
        assertThat(passedOn(both))
                .containsExactly("database: {\"reviewSteps\": [\"manager:research\", \"admin\"]}"
                        + " -> {\"reviewSteps\": [\"admin\"]}");
        assertThat(passedOn(one)).hasSize(1);
        assertThat(passedOn(others)).isEmpty();
    }

    /** What is on record of it. */
    private static List<String> passedOn(UUID request) {
        return jdbi.withHandle(handle ->
                handle.select("""
                        SELECT actor || ': ' || before || ' -> ' || after FROM audit_entry
                        WHERE action = 'request.passed-on' AND subject_id = ?""", request.toString()).mapTo(String.class).list());
    }

    private static List<String> steps(UUID request) {
        return repository.find(request).orElseThrow().reviewSteps();
    }

    private static UUID waits(String... steps) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        INSERT INTO capacity_request (type, team, flavor, flavors, kind, purpose, gpus, min_gpus, max_gpus,
                            term_seconds, state, requested_by, submitted_at, verdict, review_steps, borrowed, preview)
                        VALUES ('NEW', 'vision', 'h100', '{h100}', 'TRAINING', 'A test', 1, 1, 1,
                            60, 'IN_REVIEW', 'ann', :at, 'Because.', :steps, 0, 'It waits.') RETURNING id""")
                .bind("at", NOON)
                .bindArray("steps", String.class, (Object[]) steps)
                .mapTo(UUID.class)
                .one());
    }

    private static UUID leaseUntil(Instant end) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        INSERT INTO lease (team, flavor, flavors, kind, purpose, owner, gpus, min_gpus, max_gpus, phase,
                            term_seconds, submitted_at, starts_at, ends_at)
                        VALUES ('vision', 'h100', '{h100}', 'TRAINING', 'A test', 'ann', 1, 1, 1, 'WAITING',
                            3600, :end::timestamptz - interval '2 hours', :end::timestamptz - interval '1 hour', :end) RETURNING id""").bind("end", end).mapTo(UUID.class).one());
    }

    private static void set(UUID request, String column, Instant value) {
        jdbi.useHandle(handle ->
                handle.execute("UPDATE capacity_request SET " + column + " = ? WHERE id = ?", value, request));
    }
}
