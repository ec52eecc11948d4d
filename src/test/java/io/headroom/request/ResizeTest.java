package io.headroom.request;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.AtOnce.atOnce;
import static io.headroom.testing.Problems.assertProblem;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.Ask;
import io.headroom.testing.KeycloakAdmin;
import io.headroom.testing.LocalServices;
import io.headroom.testing.PlanRounds;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.headroom.testing.Written;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Another size for a lease of vision's that holds 2 of the 4 GPUs vision owns, for 2 days; 6 are free. What it would borrow
 * it would borrow for longer than 24 h, so a manager decides.
 */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class ResizeTest {
    @Inject
    SmallWorld world;

    @Inject
    PlanRounds rounds;

    @Inject
    Jdbi jdbi;

    private String lease;

    @BeforeEach
    void aLeaseOfTwo() {
        world.reset();
        lease = api("vision-lead").holding(Ask.gpus(2, FLAVOR, "vision").text("duration", "P2D"), "admin");
    }

    /** By the clock alone: neither the next round of planning nor the timer has been there. */
    @Test
    void moreForALeaseThatIsOverLapseWhenSomebodyApproves() {
        String request = resize(8).jsonPath().getString("id");
        TestClock.stopAt(Instant.parse(lease().getString("lease.endsAt")));
        Response late = api("research-manager").post("requests/" + request + "/approvals", "{}", "\"0\"");
        assertProblem(late, 409, "LAPSED", "Possible now: nothing");
        assertThat(api("admin").read("requests/" + request).getString("state")).isEqualTo("LAPSED");
    }

    @Test
    void whomItWouldBorrowFromIsKept() {
        String request = resize(8).jsonPath().getString("id");
        String lenders = jdbi.withHandle(handle -> handle.select(
                        "SELECT facts #>> '{request,lenders,nlp}' FROM judgement WHERE request = ?::uuid", request)
                .mapTo(String.class)
                .one());
        assertThat(lenders).isEqualTo("4");
    }

    @Test
    void fewerGoBackAtOnce() {
        JsonPath request = resize(1).jsonPath();
        assertThat(request.getString("type")).isEqualTo("RESIZE");
        assertThat(request.getString("state")).isEqualTo("APPROVED");
        assertThat(request.getInt("resizeFrom")).isEqualTo(2);
        assertThat(request.getInt("resizeTo")).isEqualTo(1);
        JsonPath now = lease();
        assertThat(now.getInt("lease.held")).isEqualTo(1);
        assertThat(now.getInt("lease.gpus")).isEqualTo(1);
        assertThat(now.getInt("lease.minGpus")).isEqualTo(1);
        assertThat(now.getInt("lease.maxGpus")).isEqualTo(1);
        assertThat(now.getList("devices")).hasSize(1);
        assertThat(last(now)).isEqualTo("vision-lead made it smaller. 1 GPU goes back at once; 1 remains.");
    }

    @Test
    void moreThatAreFreeJoinAtOnceBesideThoseItHas() {
        assertThat(resize(4).jsonPath().getString("state")).isEqualTo("APPROVED");
        JsonPath grown = holding(4);
        assertThat(grown.getInt("lease.gpus")).isEqualTo(4);
        assertThat(grown.getInt("lease.minGpus")).isEqualTo(2);
        assertThat(grown.getInt("lease.maxGpus")).isEqualTo(4);
        assertThat(grown.getString("lease.sentence")).isEqualTo("2 more GPUs joined, all own: 4 now.");
        assertThat(grown.getList("devices.node").stream().distinct()).hasSize(1);
        JsonPath supplement = api("vision-lead").lease(supplement());
        assertThat(supplement.getString("lease.endReason")).isEqualTo("JOINED");
        assertThat(supplement.getString("lease.sentence")).isEqualTo("Its 2 GPUs joined “A test”.");
        assertThat(supplement.getString("lease.endsAt")).isEqualTo(grown.getString("lease.endsAt"));
    }

    @Test
    void moreThatOthersBorrowWaitForThemAndThenJoin() {
        String borrower =
                api("search-lead").holding(Ask.gpus(6, FLAVOR, "search").raw("minGpus", "1"), "admin");
        TestClock.advance(Duration.ofMinutes(11));
        resize(4);
        JsonPath waiting = api("vision-lead").await(supplement(), it -> it.getString("lease.waitReason") != null);
        assertThat(waiting.getString("lease.waitReason")).isEqualTo("WAITING_FOR_RECLAIM");
        assertThat(waiting.getList("lease.allowedActions")).containsExactly("WITHDRAW");
        assertThat(lease().getInt("lease.held")).isEqualTo(2);
        TestClock.advance(Duration.ofMinutes(10).plusSeconds(1));
        rounds.pass();
        holding(4);
        assertThat(api("search-lead").lease(borrower).getInt("lease.held")).isEqualTo(4);
    }

    @Test
    void fewerThanAskedCanBeApproved() {
        String request = reviewed(8);
        assertThat(lease().getInt("lease.held")).isEqualTo(2);
        assertProblem(approve(request, "{\"gpus\": 7}"), 422, "gpus", "“7”", "from 1 to 6");
        assertThat(approve(request, "{\"gpus\": 3}").jsonPath().getInt("grantedGpus"))
                .isEqualTo(3);
        assertThat(holding(5).getString("lease.sentence")).contains("3 more GPUs joined, 1 of them borrowed");
    }

    @Test
    void whatWaitsEndsWithItsLease() {
        String supplement = moreOnTheirWay();
        assertProblem(resize(5), 409, "4 more are on their way");
        api("vision-lead").post("leases/" + lease + "/releases", "{}");
        JsonPath over = api("vision-lead").lease(supplement);
        assertThat(over.getString("lease.endReason")).isEqualTo("WITHDRAWN");
        assertThat(over.getString("lease.sentence")).isEqualTo("Withdrawn: the lease it was to join ended.");
    }

    @Test
    void whatWaitsEndsWhenItsLeaseWouldHave() {
        String supplement = moreOnTheirWay();
        Response longer = api("vision-lead").post("leases/" + lease + "/extensions", "{\"duration\": \"PT1H\"}");
        // What waits counts as held: with it vision would borrow, so somebody decides.
        approve(longer.jsonPath().getString("id"), "{}");
        TestClock.advance(Duration.ofDays(2));
        rounds.pass();
        assertThat(api("vision-lead").phase(supplement)).isEqualTo("WAITING");
        TestClock.advance(Duration.ofHours(1));
        rounds.pass();
        assertThat(api("vision-lead").phase(lease)).isEqualTo("ENDED");
        assertThat(api("vision-lead").phase(supplement)).isEqualTo("ENDED");
    }

    @Test
    void whatWaitsCanBeWithdrawnAndThenAnotherSizeBeAsked() {
        api("vision-lead").post("leases/" + moreOnTheirWay() + "/withdrawal", "{}");
        assertThat(resize(1).statusCode()).isEqualTo(201);
        assertThat(lease().getInt("lease.held")).isEqualTo(1);
    }

    @Test
    void whatFindsItsLeaseStoppedStartsOnItsOwn() {
        String borrower = api("search-lead").holding(Ask.gpus(4, FLAVOR, "search"), "admin");
        api("nlp-lead").holding(Ask.gpus(2, FLAVOR, "nlp"), "admin");
        approve(post("search-lead", borrower, 6).jsonPath().getString("id"), "{}");
        String supplement = supplement("search-lead", borrower);
        TestClock.advance(Duration.ofMinutes(11));
        api("nlp-lead").holdingNothing(Ask.gpus(2, FLAVOR, "nlp"));
        TestClock.advance(Duration.ofMinutes(10).plusSeconds(1));
        rounds.pass();
        JsonPath alone = api("search-lead").awaitPhase(supplement, "ACTIVE");
        assertThat(api("search-lead").phase(borrower)).isEqualTo("WAITING");
        assertThat(alone.getString("lease.supplements")).isNull();
        assertThat(alone.getString("lease.sentence")).endsWith("does not run now, so it starts on its own.");
    }

    @Test
    void whatHasNotStartedAsksForAnotherNumberInPlace() {
        String start = TestClock.now().plus(Duration.ofHours(2)).toString();
        String later = api("nlp-lead").granted(Ask.gpus(2, FLAVOR, "nlp").text("startsAt", start));
        for (int gpus : List.of(4, 3)) {
            assertThat(post("nlp-lead", later, gpus).jsonPath().getString("state"))
                    .isEqualTo("APPROVED");
            JsonPath now = api("nlp-lead").lease(later);
            assertThat(now.getInt("lease.gpus")).isEqualTo(gpus);
            assertThat(now.getInt("lease.minGpus")).isEqualTo(gpus);
            assertThat(now.getString("lease.phase")).isEqualTo("SCHEDULED");
        }
        assertThat(supplement("nlp-lead", later)).isNull();
    }

    @Test
    void ofTwoLeadsAtTheSameMomentOneAsks() {
        KeycloakAdmin.user("leads-vision-too", "/teams/vision/leads");
        List<Response> both = atOnce(() -> post("vision-lead", lease, 6), () -> post("leads-vision-too", lease, 7));
        assertThat(both).extracting(Response::statusCode).containsExactlyInAnyOrder(201, 409);
        assertProblem(resize(1), 409, "already under review");
    }

    @Test
    void whoSawAnOlderVersionIsToldSo() {
        assertProblem(api("vision-lead").post(path(lease), "{\"gpus\": 1}", "\"0\""), 412, "version 0");
        assertThat(lease().getInt("lease.held")).isEqualTo(2);
    }

    @Test
    void anEndedLeaseHasNoOtherSize() {
        api("vision-lead").post("leases/" + lease + "/releases", "{}");
        var answer = resize(1);
        assertProblem(answer, 409, "ENDED", "Possible now: nothing");
        assertThat(answer.jsonPath().getList("allowedActions")).isEmpty();
    }

    @Test
    void whatIsReviewedIsNotApprovedOnceTheLeaseEnded() {
        String request = reviewed(8);
        api("vision-lead").post("leases/" + lease + "/releases", "{}");
        assertProblem(approve(request, "{}"), 409, "LAPSED");
    }

    @Test
    void aDryRunSaysWhatWouldHappenAndChangesNothing() {
        Written before = Written.in(jdbi);
        JsonPath more = dryRun("resizes", "{\"gpus\": 8}");
        assertThat(more.getInt("gpus")).isEqualTo(8);
        assertThat(more.getList("approval")).containsExactly("a research manager");
        assertThat(more.getInt("more.own")).isEqualTo(2);
        assertThat(more.getInt("more.borrowed")).isEqualTo(4);
        JsonPath fewer = dryRun("resizes", "{\"gpus\": 1}");
        assertThat(fewer.getString("sentence")).isEqualTo("1 GPU goes back at once; 1 remains.");
        assertThat(fewer.getList("approval")).isEmpty();
        JsonPath longer = dryRun("extensions", "{\"duration\": \"P8D\"}");
        assertThat(longer.getString("sentence")).isEqualTo("Extends the lease by 8 d.");
        assertThat(longer.getList("approval")).containsExactly("a research manager");
        assertThat(Written.in(jdbi)).isEqualTo(before);
    }

    /** All 8 are held, and vision is to get 4 more than it owns. */
    private String moreOnTheirWay() {
        api("nlp-lead").holding(Ask.gpus(4, FLAVOR, "nlp").text("duration", "P3D"), "admin");
        api("vision-lead").holding(Ask.gpus(2, FLAVOR, "vision").text("duration", "P3D"), "admin");
        approve(reviewed(6), "{}");
        String supplement = supplement();
        api("vision-lead").await(supplement, it -> it.getString("lease.waitReason") != null);
        return supplement;
    }

    private JsonPath holding(int gpus) {
        return api("vision-lead").await(lease, it -> it.getInt("lease.held") == gpus);
    }

    private String reviewed(int gpus) {
        JsonPath request = resize(gpus).jsonPath();
        assertThat(request.getString("state")).isEqualTo("IN_REVIEW");
        return request.getString("id");
    }

    private Response resize(int gpus) {
        return post("vision-lead", lease, gpus);
    }

    private static Response post(String user, String lease, int gpus) {
        return api(user).post(path(lease), "{\"gpus\": " + gpus + "}");
    }

    private JsonPath dryRun(String what, String body) {
        Response answer = api("vision-lead").post("leases/" + lease + "/" + what + "?dryRun=true", body);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private static Response approve(String request, String body) {
        return api("admin").post("requests/" + request + "/approvals", body);
    }

    private JsonPath lease() {
        return api("vision-lead").lease(lease);
    }

    private String supplement() {
        return supplement("vision-lead", lease);
    }

    /** What is to join a lease, or has joined it; null if nothing is. */
    private static String supplement(String user, String lease) {
        List<String> found =
                api(user).read("leases?limit=200").getList("items.findAll { it.supplements == '" + lease + "' }.id");
        return found.isEmpty() ? null : found.getFirst();
    }

    private static String last(JsonPath lease) {
        return lease.getString("history[-1].sentence");
    }

    private static String path(String lease) {
        return "leases/" + lease + "/resizes";
    }
}
