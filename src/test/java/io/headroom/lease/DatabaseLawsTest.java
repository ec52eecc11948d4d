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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;

/** What no program can do to the data, ours included. vision holds 4 of 8. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class DatabaseLawsTest {
    private static final String LEASE = """
            INSERT INTO lease (id, team, flavor, kind, purpose, owner, gpus, min_gpus, held, phase, term_seconds,
                               submitted_at, started_at, ends_at)
            VALUES ('NEW', 'nlp', 'test-gpu', 'TRAINING', 'By hand', 'nobody', 8, 1, HELD, 'ACTIVE', 60,
                    now(), now(), now() + interval '1 minute')""";
    private static final String ASSIGN =
            "INSERT INTO assignment (device, lease, team, kind, since) SELECT id, 'NEW', 'nlp', 'TRAINING', now() FROM device ";

    @Inject
    SmallWorld world;

    @Inject
    DedicatedConnection connections;

    @Inject
    Jdbi jdbi;

    private String held;

    @BeforeEach
    void visionHoldsFour() {
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
                        "only_a_queued_lease_is_a_taker",
                        "UPDATE lease SET taker = true WHERE id = 'OLD'"),
                law(
                        "more held than asked",
                        "a_lease_holds_no_more_than_it_asks",
                        "UPDATE lease SET held = 5 WHERE id = 'OLD'"),
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
        List<String> outcomes =
                atOnce(() -> or(attempt(UUID.randomUUID(), take)), () -> or(attempt(UUID.randomUUID(), take)));
        assertThat(outcomes).containsExactlyInAnyOrder("committed", "a_device_belongs_to_at_most_one_lease");
        assertThat(Written.in(jdbi).figures()).containsEntry("held", 8L).containsEntry("assigned", 8L);
    }

    /** @return the constraint that refused, or null if it was committed */
    private String attempt(UUID lease, List<String> statements) {
        try (Connection connection = connections.open("test")) {
            connection.setAutoCommit(false);
            for (String sql : statements)
                connection
                        .createStatement()
                        .execute(sql.replace("NEW", lease.toString()).replace("OLD", held));
            connection.commit();
            return null;
        } catch (PSQLException e) {
            return Objects.requireNonNull(e.getServerErrorMessage(), e::getMessage)
                    .getConstraint();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String or(String constraint) {
        return Objects.requireNonNullElse(constraint, "committed");
    }

    private static Arguments law(String name, String constraint, String... statements) {
        return argumentSet(name, constraint, List.of(statements));
    }
}
