package io.headroom.planning;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.Ask;
import io.headroom.testing.LocalServices;
import io.headroom.testing.PlanRounds;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Journeys 2 and 3: vision holds all 8, 4 of them nlp's; nlp wants 2 back. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class BorrowAndReturnTest {
    private static final Duration PAST_MINIMUM_RUNTIME = Duration.ofMinutes(11);
    private static final Duration GRACE = Duration.ofMinutes(10);

    @Inject
    SmallWorld world;

    @Inject
    PlanRounds rounds;

    private String borrower;
    private String owner;
    private Instant deadline;

    @BeforeEach
    void nlpAsksForItsOwn() {
        world.reset();
        borrower = api("vision-lead").holding(Ask.gpus(8, FLAVOR, "vision").raw("minGpus", "1"), "research-manager");
        TestClock.advance(PAST_MINIMUM_RUNTIME);
        owner = api("nlp-lead").granted(Ask.gpus(2, FLAVOR, "nlp"));
        JsonPath asked = api("vision-lead").awaitPhase(borrower, "RECLAIMING");
        deadline = Instant.parse(asked.getString("askedBack[0].deadline"));
    }

    @Test
    void theBorrowerIsToldHowManyForWhomWhyAndUntilWhen() {
        JsonPath lease = api("vision-lead").lease(borrower);
        assertThat(lease.getList("askedBack")).hasSize(1);
        assertThat(lease.getInt("askedBack[0].gpus")).isEqualTo(2);
        assertThat(lease.getString("askedBack[0].forTeam")).isEqualTo("nlp");
        assertThat(lease.getString("askedBack[0].sentence")).contains("nlp");
        assertThat(deadline)
                .isBetween(
                        TestClock.now().plus(GRACE).minusSeconds(20),
                        TestClock.now().plus(GRACE));
        assertThat(lease.getInt("lease.held")).isEqualTo(8);
    }

    @Test
    void theOwnerIsToldWhyItWaitsAndUntilWhen() {
        JsonPath lease = api("nlp-lead").await(owner, it -> it.getString("lease.waitReason") != null);
        assertThat(lease.getString("lease.waitReason")).isEqualTo("WAITING_FOR_RECLAIM");
        assertThat(Instant.parse(lease.getString("lease.estimatedStart"))).isEqualTo(deadline);
    }

    @Test
    void theLoanIsOnRecordWithItsBeginning() {
        JsonPath loans = api("search-lead").read("loans");
        assertThat(loans.getString("[0].lender")).isEqualTo("nlp");
        assertThat(loans.getString("[0].borrower")).isEqualTo("vision");
        assertThat(loans.getString("[0].flavor")).isEqualTo(FLAVOR);
        assertThat(loans.getInt("[0].gpus")).isEqualTo(4);
        Instant since = Instant.parse(loans.getString("[0].since"));
        assertThat(since).isBefore(TestClock.now().minus(PAST_MINIMUM_RUNTIME).plusSeconds(1));
    }

    @Test
    void someGivenBackEarlyCountsAgainstWhatWasAsked() {
        release("{\"gpus\": 1}");
        rounds.pass();
        JsonPath lease = api("vision-lead").lease(borrower);
        assertThat(lease.getString("lease.phase")).isEqualTo("RECLAIMING");
        assertThat(lease.getInt("askedBack[0].gpus")).isEqualTo(1);
        assertThat(Instant.parse(lease.getString("askedBack[0].deadline"))).isEqualTo(deadline);
        assertThat(api("nlp-lead").phase(owner)).isEqualTo("WAITING");
    }

    @Test
    void enoughGivenBackEarlyStartsTheOwnerAtOnce() {
        release("{\"gpus\": 2}");
        api("nlp-lead").awaitPhase(owner, "ACTIVE");
        assertSettledAt(6);
        assertThat(loan()).isEqualTo(2);
    }

    @Test
    void allGivenBackEndsTheLeaseAndTheLoan() {
        release("{}");
        api("nlp-lead").awaitPhase(owner, "ACTIVE");
        assertThat(api("vision-lead").lease(borrower).getString("lease.endReason"))
                .isEqualTo("RELEASED");
        assertThat(api("admin").read("loans").getList("")).isEmpty();
    }

    @Test
    void atTheDeadlineTheyGoHome() {
        TestClock.stopAt(deadline.minusSeconds(1));
        rounds.pass();
        assertThat(api("vision-lead").lease(borrower).getInt("lease.held")).isEqualTo(8);
        TestClock.stopAt(deadline);
        rounds.pass();
        assertThat(api("nlp-lead").phase(owner)).isEqualTo("ACTIVE");
        assertSettledAt(6);
        assertThat(api("vision-lead").lease(borrower).getList("history.what")).contains("RECLAIM", "SHRINK");
        assertThat(loan()).isEqualTo(2);
    }

    @Test
    void whenTheOwnerWithdrawsTheyStay() {
        assertThat(api("nlp-lead").post("leases/" + owner + "/withdrawal", "{}").statusCode())
                .isEqualTo(200);
        api("vision-lead").awaitPhase(borrower, "ACTIVE");
        assertSettledAt(8);
        assertThat(api("vision-lead").lease(borrower).getList("history.what")).contains("CALL_OFF");
        assertThat(loan()).isEqualTo(4);
    }

    private void assertSettledAt(int held) {
        JsonPath lease = api("vision-lead")
                .await(borrower, it -> it.getString("lease.phase").equals("ACTIVE"));
        assertThat(lease.getInt("lease.held")).isEqualTo(held);
        assertThat(lease.getList("devices")).hasSize(held);
        assertThat(lease.getList("askedBack")).isEmpty();
    }

    private void release(String json) {
        assertThat(api("vision-lead")
                        .post("leases/" + borrower + "/releases", json)
                        .statusCode())
                .isEqualTo(200);
    }

    private static int loan() {
        JsonPath loans = api("admin").read("loans");
        assertThat(loans.getList("")).hasSize(1);
        return loans.getInt("[0].gpus");
    }
}
