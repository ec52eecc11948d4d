package io.headroom.request;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.AtOnce.atOnce;
import static io.headroom.testing.Problems.assertProblem;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.Ask;
import io.headroom.testing.LocalServices;
import io.headroom.testing.PlanRounds;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A later end, and requests whose time is over. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class ExtensionTest {
    @Inject
    SmallWorld world;

    @Inject
    PlanRounds rounds;

    @Inject
    Lapsing lapsing;

    @Inject
    Jdbi jdbi;

    private String lease;
    private Instant end;

    @BeforeEach
    void aLeaseOfTwo() {
        world.reset();
        lease = api("vision-lead").holding(Ask.gpus(2, FLAVOR, "vision").text("duration", "PT1H"), "admin");
        end = end();
    }

    @Test
    void aShortOneOfOwnGpusIsGrantedAtOnce() {
        var answer = extend("PT2H");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.jsonPath().getString("state")).isEqualTo("APPROVED");
        assertThat(end()).isEqualTo(end.plus(Duration.ofHours(2)));
    }

    @Test
    void manyShortOnesAreNoWayAroundTheLongestTerm() {
        var answer = extend("P90D");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.jsonPath().getString("detail")).contains("duration", "P90D", "90 d 1 h", "at most 90 d");
        assertThat(end()).isEqualTo(end);
    }

    @Test
    void aLongOneWaitsForAManagerAndMovesTheEndWhenApproved() {
        String request = extend("P8D").jsonPath().getString("id");
        assertThat(end()).isEqualTo(end);
        assertThat(api("research-manager")
                        .post("requests/" + request + "/approvals", "{}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(end()).isEqualTo(end.plus(Duration.ofDays(8)));
    }

    @Test
    void askingNeverStopsTheClock() {
        String request = extend("P8D").jsonPath().getString("id");
        TestClock.stopAt(end);
        rounds.pass();
        assertThat(api("vision-lead").phase(lease)).isEqualTo("ENDED");
        assertProblem(approves(request), 409, "LAPSED", "Possible now: nothing");
        assertThat(state(request)).isEqualTo("LAPSED");
    }

    /** The lease is over by the clock alone: neither the next round of planning nor the timer has been there. */
    @Test
    void whoApprovesALaterEndAtTheEndIsToldThatItLapsed() {
        String request = extend("P8D").jsonPath().getString("id");
        TestClock.stopAt(end);
        Response late = api("research-manager").post("requests/" + request + "/approvals", "{}", "\"0\"");
        assertProblem(late, 409, "LAPSED", "Possible now: nothing");
        assertThat(late.jsonPath().getList("allowedActions")).isEmpty();
        assertThat(state(request)).isEqualTo("LAPSED");
    }

    @Test
    void aSecondBeforeTheEndItIsStillApproved() {
        String request = extend("P8D").jsonPath().getString("id");
        TestClock.stopAt(end.minusSeconds(1));
        assertThat(approves(request).statusCode()).isEqualTo(200);
        assertThat(end()).isEqualTo(end.plus(Duration.ofDays(8)));
    }

    @Test
    void whomItsTeamBorrowsFromIsKept() {
        lease = api("vision-lead").holding(Ask.gpus(4, FLAVOR, "vision").text("duration", "PT1H"), "admin");
        rounds.pass();
        String request = extend("P8D").jsonPath().getString("id");
        String lenders = jdbi.withHandle(handle -> handle.select(
                        "SELECT facts #> '{request,lenders}' FROM judgement WHERE request = ?::uuid", request)
                .mapTo(String.class)
                .one());
        assertThat(lenders).isEqualTo("{\"nlp\": 2}");
    }

    @Test
    void oneAtATime() {
        extend("P8D");
        assertProblem(extend("P9D"), 409, "already under review");
    }

    @Test
    void ofTwoAtTheSameMomentOneIsAsked() {
        List<Response> both = atOnce(() -> extend("P8D"), () -> extend("P8D"));
        assertThat(both).extracting(Response::statusCode).containsExactlyInAnyOrder(201, 409);
    }

    @Test
    void aTermThatMakesNoSenseIsRefused() {
        for (String term : List.of("PT0S", "-PT1H", "P91D", "longer"))
            assertProblem(extend(term), 422, "duration", term);
        assertThat(end()).isEqualTo(end);
    }

    @Test
    void anEndedLeaseHasNoLaterEnd() {
        api("vision-lead").post("leases/" + lease + "/releases", "{}");
        var answer = extend("PT2H");
        assertProblem(answer, 409, "ENDED");
        assertThat(answer.jsonPath().getList("allowedActions")).isEmpty();
    }

    @Test
    void whatHasNotStartedHasNoEndToMove() {
        String start = TestClock.now().plus(Duration.ofHours(1)).toString();
        lease = api("vision-lead").granted(Ask.gpus(2, FLAVOR, "vision").text("startsAt", start));
        assertProblem(extend("PT2H"), 409, "SCHEDULED", "extended");
    }

    @Test
    void aRequestLapsesWhenItsStartPasses() {
        String request = startingInAnHour();
        TestClock.advance(Duration.ofMinutes(59));
        lapsing.lapse();
        assertThat(state(request)).isEqualTo("IN_REVIEW");
        TestClock.advance(Duration.ofMinutes(1));
        assertThat(api("research-manager").read("requests/" + request).getList("allowedActions"))
                .isEmpty();
        lapsing.lapse();
        assertThat(state(request)).isEqualTo("LAPSED");
        assertProblem(approves(request), 409, "LAPSED");
    }

    @Test
    void whateverSomebodyDoesAfterItsStartItLapses() {
        for (String move : List.of("approvals", "denials", "withdrawal")) {
            String request = startingInAnHour();
            TestClock.advance(Duration.ofHours(1));
            String who = move.equals("withdrawal") ? "nlp-lead" : "research-manager";
            String body = move.equals("denials") ? "{\"reason\": \"No.\"}" : "{}";
            assertProblem(api(who).post("requests/" + request + "/" + move, body, "\"0\""), 409, "LAPSED");
            assertThat(state(request)).isEqualTo("LAPSED");
        }
    }

    private static String startingInAnHour() {
        return api("nlp-lead")
                .reviewed(Ask.gpus(2, FLAVOR, "nlp")
                        .text("duration", "P8D")
                        .text(
                                "startsAt",
                                TestClock.now().plus(Duration.ofHours(1)).toString()));
    }

    private static Response approves(String request) {
        return api("research-manager").post("requests/" + request + "/approvals", "{}");
    }

    private static String state(String request) {
        return api("admin").read("requests/" + request).getString("state");
    }

    private Response extend(String duration) {
        return api("vision-lead").post("leases/" + lease + "/extensions", "{\"duration\": \"" + duration + "\"}");
    }

    private Instant end() {
        return Instant.parse(api("vision-lead").lease(lease).getString("lease.endsAt"));
    }
}
