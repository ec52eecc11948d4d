package io.headroom.lease;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.AtOnce.atOnce;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.headroom.platform.DedicatedConnection;
import io.headroom.testing.Ask;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.Written;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;

/** What no program can do to the data, ours included. vision holds 4 of 8. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
@TestInstance(Lifecycle.PER_CLASS)
class DatabaseLawsTest {
    private static final String LEASE = """
            INSERT INTO lease (id, team, flavor, flavors, kind, purpose, owner, gpus, min_gpus, max_gpus, held, phase,
                               term_seconds, submitted_at, started_at, ends_at)
            VALUES ('NEW', 'nlp', 'test-gpu', '{test-gpu}', 'TRAINING', 'By hand', 'nobody', 8, 1, 8, HELD, 'ACTIVE',
                    60, now(), now(), now() + interval '1 minute')""";
    private static final String WAITING = """
            INSERT INTO lease (team, flavor, flavors, kind, purpose, owner, gpus, min_gpus, max_gpus, phase, term_seconds,
                               submitted_at, takes_flavor)
            VALUES ('nlp', 'test-gpu', 'FLAVORS', 'TRAINING', 'By hand', 'nobody', 1, 1, 1, 'WAITING', 60, now(), TAKES)""";
    private static final String ASSIGN =
            "INSERT INTO assignment (device, lease, team, kind, since) SELECT id, 'NEW', 'nlp', 'TRAINING', now() FROM device ";

    private static final String COMMITTED = "committed";
    /** Two that wait for each other's row in an exclusion constraint: PostgreSQL refuses one. */
    private static final String DEADLOCK = "40P01";

    @Inject
    SmallWorld world;

    @Inject
    DedicatedConnection connections;

    @Inject
    Jdbi jdbi;

    private String held;

    /** Not before all: only a test knows the portal's port. */
    @BeforeEach
    void once() {
        if (held == null) visionHoldsFour();
    }

    private void visionHoldsFour() {
        world.reset();
        held = api("vision-lead").holding(Ask.gpus(4, FLAVOR, "vision"), "admin");
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                law(
                        "a grant beyond capacity",
                        "grants_stay_within_capacity",
                        "SET CONSTRAINTS grants_stay_within_capacity IMMEDIATE",
                        LEASE.replace("HELD", "5")),
                law("a grant without devices", "a_lease_holds_its_devices", LEASE.replace("HELD", "1")),
                law(
                        "a grant of more than its devices",
                        "a_lease_holds_its_devices",
                        LEASE.replace("HELD", "2"),
                        ASSIGN + "WHERE uuid = 'GPU-test-2-0'"),
                law(
                        "a device taken from a lease that counts it",
                        "a_lease_holds_its_devices",
                        "UPDATE assignment SET until = now() WHERE device = (SELECT id FROM device WHERE uuid = 'GPU-test-1-0')"),
                law(
                        "a lease that counts fewer than its devices",
                        "a_lease_holds_its_devices",
                        "UPDATE lease SET held = 3 WHERE id = 'OLD'"),
                law(
                        "a device assigned twice",
                        "a_device_belongs_to_at_most_one_lease",
                        LEASE.replace("HELD", "1"),
                        ASSIGN + "WHERE uuid = 'GPU-test-1-0'"),
                law(
                        "a device assigned twice in the past",
                        "a_device_belongs_to_at_most_one_lease",
                        ASSIGN.replace("now() FROM", "now() - interval '1 hour' FROM")
                                        .replace("NEW", "OLD") + "WHERE uuid = 'GPU-test-1-0'"),
                law(
                        "an assignment that ends before it began",
                        "an_assignment_ends_after_it_began",
                        "UPDATE assignment SET until = since - interval '1 second'"),
                law(
                        "a running lease that is still to join another",
                        "a_supplement_waits_or_is_over",
                        "UPDATE lease SET supplements = id WHERE id = 'OLD'"),
                law(
                        "a lease that joined none",
                        "only_a_supplement_joins",
                        "UPDATE assignment SET until = now()",
                        "UPDATE lease SET phase = 'ENDED', held = 0, ended_at = now(), end_reason = 'JOINED' WHERE id = 'OLD'"),
                law(
                        "a running lease without an end",
                        "a_running_lease_has_a_start_and_an_end",
                        "UPDATE lease SET ends_at = NULL WHERE id = 'OLD'"),
                law(
                        "a waiting lease that holds",
                        "only_a_running_lease_holds_gpus",
                        "UPDATE lease SET phase = 'WAITING' WHERE id = 'OLD'"),
                law(
                        "an active lease that holds nothing",
                        "only_a_running_lease_holds_gpus",
                        "UPDATE lease SET held = 0 WHERE id = 'OLD'"),
                law(
                        "a lease that ended without a reason",
                        "an_ended_lease_says_when_and_why",
                        "UPDATE lease SET phase = 'ENDED', held = 0, ended_at = now() WHERE id = 'OLD'"),
                law(
                        "a reason to have ended while it runs",
                        "an_ended_lease_says_when_and_why",
                        "UPDATE lease SET ended_at = now(), end_reason = 'RELEASED' WHERE id = 'OLD'"),
                law(
                        "a scheduled lease without a start",
                        "a_scheduled_lease_has_a_start",
                        "UPDATE lease SET phase = 'SCHEDULED', held = 0 WHERE id = 'OLD'"),
                law(
                        "a running lease that takes",
                        "only_a_queued_lease_takes",
                        "UPDATE lease SET takes_flavor = flavor, takes_gpus = 1 WHERE id = 'OLD'"),
                law(
                        "a lease that takes nobody knows how many",
                        "a_lease_takes_some_of_a_flavor",
                        WAITING.replace("TAKES", "'test-gpu'").replace("FLAVORS", "{test-gpu}")),
                law(
                        "a running lease that is looked at again",
                        "only_a_queued_lease_is_looked_at_again",
                        "UPDATE lease SET retry_at = now() WHERE id = 'OLD'"),
                law(
                        "a lease that can use fewer than it asks",
                        "a_lease_can_use_what_it_asks",
                        "UPDATE lease SET max_gpus = 3 WHERE id = 'OLD'"),
                law(
                        "a step of nothing",
                        "a_lease_changes_by_at_least_one_gpu",
                        "UPDATE lease SET step_gpus = 0 WHERE id = 'OLD'"),
                law(
                        "a lease that accepts no flavor",
                        "a_lease_accepts_one_to_eight_flavors",
                        "UPDATE lease SET flavors = '{}' WHERE id = 'OLD'"),
                law(
                        "a lease that accepts a flavor twice",
                        "a_lease_accepts_no_flavor_twice",
                        "UPDATE lease SET flavors = '{test-gpu,test-gpu}' WHERE id = 'OLD'"),
                law(
                        "a lease that holds what it does not accept",
                        "a_lease_is_of_a_flavor_it_accepts",
                        "UPDATE lease SET flavors = '{other-gpu}' WHERE id = 'OLD'"),
                law(
                        "a waiting lease under its second flavor",
                        "a_queued_lease_stands_under_its_first_flavor",
                        WAITING.replace("TAKES", "NULL").replace("FLAVORS", "{other-gpu,test-gpu}")),
                law(
                        "a lease that holds devices of another flavor",
                        "a_lease_holds_devices_of_its_flavor",
                        "INSERT INTO flavor (name) VALUES ('other-gpu')",
                        "UPDATE lease SET flavor = 'other-gpu', flavors = '{test-gpu,other-gpu}' WHERE id = 'OLD'"),
                law(
                        "a flavor policy of its own",
                        "a_lease_flavor_policy_is_known",
                        "UPDATE lease SET flavor_policy = 'WHATEVER' WHERE id = 'OLD'"),
                law(
                        "a priority beyond all",
                        "a_lease_priority_is_within_a_thousand",
                        "UPDATE lease SET priority = 1001 WHERE id = 'OLD'"),
                law(
                        "a request that cannot be had in whole steps",
                        "a_request_changes_in_whole_steps",
                        "UPDATE capacity_request SET min_gpus = 1, step_gpus = 2"),
                law(
                        "a request that can use fewer than it asks",
                        "a_request_can_use_what_it_asks",
                        "UPDATE capacity_request SET max_gpus = 3"),
                law(
                        "a request that accepts a flavor twice",
                        "a_request_accepts_no_flavor_twice",
                        "UPDATE capacity_request SET flavors = '{test-gpu,test-gpu}'"),
                law(
                        "an exposure told by half",
                        "an_exposure_is_told_whole",
                        "UPDATE lease_event SET borrowed = NULL WHERE what = 'ADMIT'"),
                law(
                        "more borrowed than was granted",
                        "nobody_borrows_more_than_was_granted",
                        "UPDATE lease_event SET borrowed = 5 WHERE what = 'ADMIT'"),
                law(
                        "more held than it can use",
                        "a_lease_holds_no_more_than_it_asks",
                        "UPDATE lease SET held = 5 WHERE id = 'OLD'"),
                law(
                        "a claim to more than it asked",
                        "a_lease_claims_no_more_than_it_asked",
                        "UPDATE lease SET lent = 1 WHERE id = 'OLD'"),
                law(
                        "lent, and nothing claimed",
                        "only_what_ran_is_lent_while_idle",
                        "UPDATE lease SET phase = 'LENT', held = 0 WHERE id = 'OLD'"),
                law(
                        "an unknown phase",
                        "a_lease_phase_is_known",
                        "UPDATE lease SET phase = 'PAUSED', held = 0 WHERE id = 'OLD'"),
                law(
                        "an approval without a grant",
                        "only_an_approved_request_is_granted",
                        "UPDATE capacity_request SET granted_gpus = NULL"),
                law(
                        "a grant beyond what was asked",
                        "nobody_is_granted_more_than_asked",
                        "UPDATE capacity_request SET granted_gpus = 5"),
                law(
                        "a review by nobody",
                        "a_request_in_review_has_a_reviewer",
                        "UPDATE capacity_request SET state = 'IN_REVIEW', decided_at = NULL, granted_gpus = NULL, lease = NULL"),
                law(
                        "a denial without a reason",
                        "a_denial_gives_a_reason",
                        "INSERT INTO approval (request, step, role, actor, answer, at) SELECT id, 0, 'admin', 'admin', 'DENIED', now() FROM capacity_request"),
                law(
                        "an answer on one's own behalf",
                        "nobody_answers_on_their_own_behalf",
                        "INSERT INTO approval (request, step, role, actor, on_behalf_of, answer, at) SELECT id, 0, 'admin', 'admin', 'admin', 'APPROVED', now() FROM capacity_request"),
                law(
                        "a delegation to oneself",
                        "nobody_delegates_to_themselves",
                        "INSERT INTO delegation (delegator, delegate, cohorts, admin, first_day, last_day, created_at) VALUES ('a', 'a', '{}', true, '2026-12-01', '2026-12-01', now())"),
                law(
                        "a delegation of nothing",
                        "a_delegation_delegates_something",
                        "INSERT INTO delegation (delegator, delegate, cohorts, admin, first_day, last_day, created_at) VALUES ('a', 'b', '{}', false, '2026-12-01', '2026-12-01', now())"),
                law(
                        "a delegation for 91 days",
                        "a_delegation_lasts_1_to_90_days",
                        "INSERT INTO delegation (delegator, delegate, cohorts, admin, first_day, last_day, created_at) VALUES ('a', 'b', '{}', true, '2026-12-01', '2027-03-01', now())"),
                law(
                        "two delegations of one pair on one day",
                        "one_delegation_per_pair_and_day",
                        "INSERT INTO delegation (delegator, delegate, cohorts, admin, first_day, last_day, created_at) VALUES ('a', 'b', '{}', true, '2026-12-01', '2026-12-03', now()), ('a', 'b', '{}', true, '2026-12-03', '2026-12-05', now())"),
                law(
                        "a loan to oneself",
                        "nobody_lends_to_itself",
                        "INSERT INTO loan (lender, borrower, flavor, gpus, since) VALUES ('nlp', 'nlp', 'test-gpu', 1, now())"),
                law(
                        "two open loans of one pair",
                        "one_open_loan_per_pair",
                        "INSERT INTO loan (lender, borrower, flavor, gpus, since) VALUES ('nlp', 'search', 'test-gpu', 1, now()), ('nlp', 'search', 'test-gpu', 1, now())"),
                law(
                        "a sick device without a reason",
                        "a_device_is_healthy_or_says_why",
                        "UPDATE device SET health = 'UNHEALTHY'"),
                law(
                        "a quota of two owners",
                        "a_quota_has_one_owner",
                        "INSERT INTO quota (team, cohort, flavor, nominal) VALUES ('nlp', 'research', 'test-gpu', 1)"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void cannotCommit(String constraint, List<String> statements) {
        Written before = Written.in(jdbi);
        assertThat(attempt(UUID.randomUUID(), statements)).isEqualTo(constraint);
        assertThat(Written.in(jdbi)).isEqualTo(before);
    }

    @Test
    void ofTwoThatTakeTheLastGpuOneGetsIt() {
        api("nlp-lead").holding(Ask.gpus(3, FLAVOR, "nlp"), "admin");
        List<String> take = List.of(LEASE.replace("HELD", "1"), ASSIGN + "WHERE uuid = 'GPU-test-2-3'");
        List<String> outcomes = atOnce(() -> attempt(UUID.randomUUID(), take), () -> attempt(UUID.randomUUID(), take));
        assertThat(outcomes).containsOnlyOnce(COMMITTED);
        assertThat(outcomes).containsAnyOf("a_device_belongs_to_at_most_one_lease", DEADLOCK);
        assertThat(Written.in(jdbi).figures()).containsEntry("held", 8L).containsEntry("assigned", 8L);
        visionHoldsFour();
    }

    /** @return {@link #COMMITTED}, or the constraint that refused, or the SQL state if it was no constraint */
    private String attempt(UUID lease, List<String> statements) {
        try (Connection connection = connections.open("test")) {
            connection.setAutoCommit(false);
            for (String sql : statements)
                connection
                        .createStatement()
                        .execute(sql.replace("NEW", lease.toString()).replace("OLD", held));
            connection.commit();
            return COMMITTED;
        } catch (PSQLException e) {
            var error = Objects.requireNonNull(e.getServerErrorMessage(), e::getMessage);
            return Objects.requireNonNullElse(error.getConstraint(), e.getSQLState());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Arguments law(String name, String constraint, String... statements) {
        return argumentSet(name, constraint, List.of(statements));
    }
}
