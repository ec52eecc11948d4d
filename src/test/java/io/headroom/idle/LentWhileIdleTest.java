package io.headroom.idle;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.telemetry.MeasuredUse;
import io.headroom.testing.Ask;
import io.headroom.testing.Browser;
import io.headroom.testing.LocalServices;
import io.headroom.testing.PlanRounds;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Journey 4 with somebody who needs the GPUs: vision owns 4 and holds them idle, nlp owns and holds the other 4 and asks
 * for more.
 */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class LentWhileIdleTest {
    private static final Duration GRACE = Duration.ofMinutes(10);
    private static final Duration LENDABLE = Duration.ofMinutes(62);

    @Inject
    SmallWorld world;

    @Inject
    MeasuredUse use;

    @Inject
    IdleLooks looks;

    @Inject
    PlanRounds rounds;

    private String holder;
    private String borrower;
    private List<String> gpus;
    private List<String> idle;
    private Instant granted;

    @BeforeEach
    void everythingIsHeldWithinNominal() {
        world.reset();
        holder = held("vision", "2");
        held("nlp", "4");
        gpus = vision().getList("devices.uuid");
        granted = TestClock.now();
    }

    @Test
    void lentOnNoticeCalledBackAndReturnedOnNotice() {
        becomeLendable(gpus);
        nlpAsksFor(4);
        JsonPath told = api("vision-lead").awaitPhase(holder, "RECLAIMING");
        assertThat(told.getString("askedBack[0].reason")).isEqualTo("IDLE");
        assertThat(told.getString("askedBack[0].forTeam")).isEqualTo("nlp");
        assertThat(told.getString("askedBack[0].sentence")).contains("vision lends 4 to nlp", "keeps its claim");

        carryOut(told);
        assertThat(vision().getString("lease.phase")).isEqualTo("LENT");
        assertThat(vision().getInt("lease.lent")).isEqualTo(4);
        assertThat(vision().getList("lease.allowedActions", String.class))
                .containsExactly("EXTEND", "RESIZE", "WITHDRAW", "CALL_BACK");
        assertThat(nlp().getInt("lease.held")).isEqualTo(4);
        assertLent(4);

        TestClock.stopAt(TestClock.now().plus(Duration.ofHours(1)));
        rounds.pass();
        assertThat(vision().getString("lease.phase"))
                .as("it claims nothing by itself")
                .isEqualTo("LENT");

        assertThat(callBack("vision-lead").statusCode()).isEqualTo(200);
        JsonPath asked = api("nlp-lead").awaitPhase(borrower, "RECLAIMING");
        assertThat(asked.getString("askedBack[0].reason")).isEqualTo("OWNER_RECLAIM");
        assertThat(asked.getString("askedBack[0].forTeam")).isEqualTo("vision");
        carryOut(asked);
        assertThat(vision().getString("lease.phase")).isEqualTo("ACTIVE");
        assertThat(vision().getInt("lease.held")).isEqualTo(4);
        assertThat(nlp().getString("lease.phase")).isEqualTo("WAITING");
        assertThat(nlp().getList("lease.allowedActions", String.class))
                .as("it ran, so it has an end")
                .containsExactly("EXTEND", "RESIZE", "WITHDRAW");
        assertThat(api("admin").read("loans").getList("")).isEmpty();
    }

    @Test
    void usedAgainInTimeItKeepsEverything() {
        becomeLendable(gpus);
        nlpAsksFor(4);
        api("vision-lead").awaitPhase(holder, "RECLAIMING");
        use.busy(gpus);
        looks.pass();
        rounds.pass();
        JsonPath kept = api("vision-lead").awaitPhase(holder, "ACTIVE");
        assertThat(kept.getInt("lease.held")).isEqualTo(4);
        assertThat(kept.getList("history.what", String.class)).contains("CALL_OFF");
    }

    @Test
    void nothingIsLentThatIsOnlyWarnedOf() {
        TestClock.stopAt(granted.plus(Duration.ofMinutes(31)));
        use.idle(gpus);
        looks.pass();
        nlpAsksFor(4);
        rounds.pass();
        assertThat(vision().getString("lease.phase")).isEqualTo("ACTIVE");
        assertThat(nlp().getString("lease.waitReason")).isNotEqualTo("WAITING_FOR_RECLAIM");
    }

    @Test
    void aPartThatIsCalledBackJoinsTheRest() {
        lendTwo();
        assertThat(vision().getInt("lease.held")).isEqualTo(2);
        assertThat(vision().getInt("lease.lent")).isEqualTo(2);
        assertLent(2);
        // The borrower is past its minimum runtime.
        TestClock.stopAt(TestClock.now().plus(GRACE).plusSeconds(1));
        assertThat(callBack("vision-lead").statusCode()).isEqualTo(200);
        assertThat(vision().getInt("lease.lent")).isZero();
        carryOut(api("nlp-lead").awaitPhase(borrower, "RECLAIMING"));
        JsonPath whole = api("vision-lead").await(holder, it -> it.getInt("lease.held") == 4);
        assertThat(whole.getInt("lease.gpus")).isEqualTo(4);
        assertThat(whole.getList("devices")).hasSize(4);
    }

    @Test
    void whatStayedAndIsUsedAgainCallsTheRestHome() {
        becomeLendable(gpus);
        nlpAsksFor(2);
        carryOut(api("vision-lead").awaitPhase(holder, "RECLAIMING"));
        assertThat(vision().getInt("lease.lent")).isEqualTo(2);
        use.busy(vision().getList("devices.uuid"));
        looks.pass();
        assertThat(vision().getInt("lease.lent")).isZero();
        assertThat(vision().getList("history.sentence", String.class))
                .contains(
                        "In use again, it calls back 2 GPUs of “A test”, lent while idle. Borrowers get their notice.");
    }

    @Test
    void whatComesHomeDoesNotWaitForWhatElseWasApproved() {
        lendTwo();
        String more = reviewed("resizes", "{\"gpus\": 8}");
        // The borrower is past its minimum runtime.
        TestClock.stopAt(TestClock.now().plus(GRACE).plusSeconds(1));
        assertThat(callBack("vision-lead").statusCode()).isEqualTo(200);
        assertThat(approve(more).statusCode()).isEqualTo(200);
        carryOut(api("nlp-lead").awaitPhase(borrower, "RECLAIMING"));
        JsonPath home = api("vision-lead").await(holder, it -> it.getInt("lease.held") == 4);
        assertThat(home.getInt("lease.gpus")).isEqualTo(4);
        assertThat(onTheWay()).containsExactly(4);
    }

    @Test
    void aLaterEndOfALentLeaseCanBeApproved() {
        String longer = reviewed("extensions", "{\"duration\": \"P8D\"}");
        Instant end = Instant.parse(vision().getString("lease.endsAt"));
        lendAll();
        assertThat(approve(longer).statusCode()).isEqualTo(200);
        assertThat(vision().getString("lease.phase")).isEqualTo("LENT");
        assertThat(Instant.parse(vision().getString("lease.endsAt"))).isEqualTo(end.plus(Duration.ofDays(8)));
    }

    @Test
    void aLentLeaseCanHaveAnotherSize() {
        String more = reviewed("resizes", "{\"gpus\": 6}");
        lendAll();
        assertThat(approve(more).statusCode()).isEqualTo(200);
        assertThat(vision().getInt("lease.lent")).isEqualTo(4);
        assertThat(onTheWay()).containsExactly(2);
    }

    @Test
    void aLentLeaseCanClaimLess() {
        lendAll();
        assertThat(ask("resizes", "{\"gpus\": 3}").statusCode()).isEqualTo(201);
        assertThat(vision().getString("lease.phase")).isEqualTo("LENT");
        assertThat(vision().getInt("lease.lent")).isEqualTo(3);
        assertThat(ask("extensions", "{\"duration\": \"P1D\"}").statusCode()).isEqualTo(201);
    }

    @Test
    void aClaimThatWasGivenUpStaysOnTheCalendar() {
        lendAll();
        String today = "/calendar?view=day&from=" + TestClock.now().toString().substring(0, 10);
        String link = "href=\"/leases/" + holder + "\"";
        assertThat(Browser.signedInAs("vision-lead").get(today).body()).contains("lease-bar lent", link);
        api("vision-lead").post("leases/" + holder + "/withdrawal", "{}");
        assertThat(Browser.signedInAs("vision-lead").get(today).body()).contains("lease-bar over", link);
    }

    @Test
    void onlyItsOwnLeadsCallItBackAndOnlyOnce() {
        lendTwo();
        assertThat(callBack("nlp-lead").statusCode()).isEqualTo(404);
        assertThat(callBack("vision-lead").statusCode()).isEqualTo(200);
        assertThat(callBack("vision-lead").statusCode()).isEqualTo(409);
    }

    private void lendAll() {
        becomeLendable(gpus);
        nlpAsksFor(4);
        carryOut(api("vision-lead").awaitPhase(holder, "RECLAIMING"));
        assertThat(vision().getString("lease.phase")).isEqualTo("LENT");
    }

    /** The others are in use and stay. */
    private void lendTwo() {
        List<String> idle = gpus.subList(0, 2);
        becomeLendable(idle);
        nlpAsksFor(2);
        carryOut(api("vision-lead").awaitPhase(holder, "RECLAIMING"));
    }

    private String held(String team, String minGpus) {
        Ask ask = Ask.gpus(4, FLAVOR, team).raw("minGpus", minGpus).text("duration", "P2D");
        return api(team + "-lead").holding(ask, "admin");
    }

    private void becomeLendable(List<String> idle) {
        for (Duration since : List.of(Duration.ofMinutes(31), LENDABLE)) {
            TestClock.stopAt(granted.plus(since));
            use.idle(idle);
            use.busy(gpus.stream().filter(gpu -> !idle.contains(gpu)).toList());
            looks.pass();
        }
        this.idle = idle;
    }

    private void nlpAsksFor(int count) {
        borrower = api("nlp-lead").holdingNothing(Ask.gpus(count, FLAVOR, "nlp"));
    }

    /**
     * The notice that a lease was told ends. The samples until then are made last: the collector forgets what is dated
     * from the future.
     */
    private void carryOut(JsonPath lease) {
        use.staysIdle(idle, GRACE);
        TestClock.stopAt(Instant.parse(lease.getString("askedBack[0].deadline")));
        rounds.pass();
    }

    private void assertLent(int count) {
        JsonPath loans = api("admin").read("loans");
        assertThat(loans.getList("")).hasSize(1);
        assertThat(loans.getString("[0].lender")).isEqualTo("vision");
        assertThat(loans.getString("[0].borrower")).isEqualTo("nlp");
        assertThat(loans.getInt("[0].gpus")).isEqualTo(count);
    }

    /** What waits to join the holder, in GPUs. */
    private List<Integer> onTheWay() {
        return api("vision-lead")
                .read("leases?limit=200")
                .getList("items.findAll { it.supplements == '" + holder + "' && it.phase == 'WAITING' }.gpus");
    }

    private String reviewed(String what, String body) {
        JsonPath request = ask(what, body).jsonPath();
        assertThat(request.getString("state")).isEqualTo("IN_REVIEW");
        return request.getString("id");
    }

    private Response ask(String what, String body) {
        return api("vision-lead").post("leases/" + holder + "/" + what, body);
    }

    private static Response approve(String request) {
        return api("admin").post("requests/" + request + "/approvals", "{}");
    }

    private Response callBack(String user) {
        return api(user).post("leases/" + holder + "/call-backs", "{}");
    }

    private JsonPath vision() {
        return api("vision-lead").lease(holder);
    }

    private JsonPath nlp() {
        return api("nlp-lead").lease(borrower);
    }
}
