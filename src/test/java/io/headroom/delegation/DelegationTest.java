package io.headroom.delegation;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.AtOnce.atOnce;
import static io.headroom.testing.Problems.assertProblem;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.platform.Audience;
import io.headroom.testing.Ask;
import io.headroom.testing.Browser;
import io.headroom.testing.KeycloakAdmin;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.headroom.testing.Told;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who decides in whose place: what, from when to when, and what never. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class DelegationTest {
    private static final String MANAGER = "research-manager";
    private static final String STAND_IN = "search-lead";

    @Inject
    SmallWorld world;

    @Inject
    Told told;

    private LocalDate today;

    @BeforeEach
    void reset() {
        world.reset();
        today = LocalDate.ofInstant(TestClock.now(), ZoneOffset.UTC);
    }

    @Test
    void aStandInDecidesAndIsRecordedAsOne() {
        String request = asks("vision-lead", 8);
        assertThat(status(STAND_IN, request)).isEqualTo(404);
        delegates(MANAGER, STAND_IN);
        assertThat(api(STAND_IN).read("requests/" + request).getList("allowedActions"))
                .containsExactly("APPROVE", "DENY");
        Response approved = approves(STAND_IN, request);
        assertThat(approved.jsonPath().getString("state")).isEqualTo("APPROVED");
        var answer = api("vision-lead").read("requests/" + request + "/answers");
        assertThat(answer.getString("[0].actor")).isEqualTo(STAND_IN);
        assertThat(answer.getString("[0].onBehalfOf")).isEqualTo(MANAGER);
        assertThat(answer.getString("[0].role")).isEqualTo("manager:research");
        String words = "search-lead on behalf of research-manager approved";
        assertThat(told.about(request).getLast().sentence()).startsWith(words);
        assertThat(api("vision-lead")
                        .lease(approved.jsonPath().getString("lease"))
                        .getString("history[0].sentence"))
                .startsWith(words);
        assertThat(Browser.signedInAs("vision-lead").get("/requests/" + request).body())
                .contains(words);
    }

    @Test
    void whoMayByTheirOwnRoleNeedsNobodyElses() {
        delegates("admin", MANAGER);
        String request = asks("vision-lead", 8);
        approves(MANAGER, request);
        assertThat(api("admin").read("requests/" + request + "/answers").getString("[0].onBehalfOf"))
                .isNull();
    }

    @Test
    void onlyFromTheFirstDayToTheLast() {
        String request = asks("vision-lead", 8);
        LocalDate first = today.plusDays(1);
        LocalDate last = today.plusDays(2);
        assertThat(delegates(MANAGER, STAND_IN, first, last).statusCode()).isEqualTo(201);
        assertThat(List.of(
                        seenAt(request, start(first).minusSeconds(1)),
                        seenAt(request, start(first)),
                        seenAt(request, start(last.plusDays(1)).minusSeconds(1)),
                        seenAt(request, start(last.plusDays(1)))))
                .containsExactly(404, 200, 200, 404);
    }

    @Test
    void onlyWhatTheRoleDecides() {
        delegates(MANAGER, STAND_IN);
        String request = asks("vision-lead", 60);
        assertThat(approves(STAND_IN, request).jsonPath().getString("nextActor"))
                .isEqualTo("a platform admin");
        assertProblem(approves(STAND_IN, request), 403, "a platform admin");
        assertProblem(api(STAND_IN).post("requests/" + request + "/withdrawal", "{}"), 403, "leads of vision");
    }

    @Test
    void neverTheDelegatorsOwnRequest() {
        KeycloakAdmin.user("leads-and-manages", "/teams/vision/leads", "/cohorts/research/managers");
        delegates("leads-and-manages", STAND_IN);
        String request = asks("leads-and-manages", 8);
        assertProblem(approves(STAND_IN, request), 403, "leads-and-manages asked for this");
        delegates(MANAGER, STAND_IN);
        assertThat(approves(STAND_IN, request).statusCode()).isEqualTo(200);
    }

    @Test
    void neverTheStandInsOwnRequest() {
        delegates(MANAGER, "nlp-lead");
        String request = asks("nlp-lead", 8);
        assertProblem(approves("nlp-lead", request), 403, "nlp-lead asked for this");
        assertThat(api("nlp-lead").read("requests/" + request).getList("allowedActions"))
                .containsExactly("WITHDRAW");
    }

    @Test
    void twoStepsWantPeopleWhoHadNoSayBefore() {
        delegates(MANAGER, STAND_IN);
        delegates("admin", STAND_IN);
        delegates("admin", MANAGER);
        String request = asks("vision-lead", 60);
        approves(STAND_IN, request);
        assertProblem(approves(STAND_IN, request), 403, "search-lead decided an earlier step");
        assertProblem(approves(MANAGER, request), 403, "research-manager decided an earlier step");
        assertThat(approves("admin", request).jsonPath().getString("state")).isEqualTo("APPROVED");
    }

    @Test
    void itIsNotPassedOn() {
        delegates(MANAGER, STAND_IN);
        assertProblem(delegates(STAND_IN, "nlp-lead", today, today), 403, "managers and admins");
    }

    @Test
    void oneOfAPairAtATime() {
        List<Response> both = atOnce(
                () -> delegates(MANAGER, STAND_IN, today, today.plusDays(3)),
                () -> delegates(MANAGER, STAND_IN, today.plusDays(3), today.plusDays(5)));
        assertThat(both).extracting(Response::statusCode).containsExactlyInAnyOrder(201, 422);
        assertProblem(delegates(MANAGER, STAND_IN, today.plusDays(3), today.plusDays(3)), 422, "from", "already");
        assertThat(delegates(MANAGER, "nlp-lead", today, today).statusCode()).isEqualTo(201);
    }

    @Test
    void itsDelegatorOrAnAdminEndsItAtOnce() {
        String request = asks("vision-lead", 8);
        String delegation = delegates(MANAGER, STAND_IN);
        assertProblem(api("nlp-lead").delete("delegations/" + delegation), 404, delegation);
        assertProblem(api("products-manager").delete("delegations/" + delegation), 404, delegation);
        assertProblem(api(STAND_IN).delete("delegations/" + delegation), 403, MANAGER);
        assertThat(api(MANAGER).delete("delegations/" + delegation).jsonPath().getString("endedBy"))
                .isEqualTo(MANAGER);
        assertThat(status(STAND_IN, request)).isEqualTo(404);
        assertProblem(api("admin").delete("delegations/" + delegation), 409, "ENDED");
        assertThat(told.actions(delegation)).containsExactly("delegation.created", "delegation.ended");
        assertThat(api("admin")
                        .delete("delegations/" + delegates(MANAGER, STAND_IN))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void oneSeesThoseByAndForOneself() {
        String delegation = delegates(MANAGER, STAND_IN);
        for (String user : List.of(MANAGER, STAND_IN, "admin"))
            assertThat(api(user).read("delegations").getList("id")).containsExactly(delegation);
        assertThat(api("products-manager").read("delegations").getList("id")).isEmpty();
    }

    @Test
    void whoStandsInIsToldOfWhatWaits() {
        delegates(MANAGER, STAND_IN);
        String request = asks("vision-lead", 8);
        assertThat(told.about(request).getFirst().audience())
                .contains(new Audience.Managers("research"), new Audience.Person(STAND_IN));
    }

    @Test
    void oneIsReadByThoseWhoSeeIt() {
        String delegation = delegates(MANAGER, STAND_IN);
        for (String user : List.of(MANAGER, STAND_IN, "admin"))
            assertThat(api(user).read("delegations/" + delegation).getString("delegate"))
                    .isEqualTo(STAND_IN);
        assertProblem(api("products-manager").get("delegations/" + delegation), 404, delegation);
        assertProblem(api("admin").get("delegations/1"), 404, "1");
    }

    @Test
    void whoNeverOpenedThePortalOrIsSpeltOtherwiseStandsInForNobody() {
        assertProblem(asksFor("nlp-leda"), 422, "delegate", "nlp-leda", "has opened the portal");
        assertProblem(asksFor(STAND_IN), 422, "delegate", STAND_IN, "has opened the portal");
        Browser.signedInAs(STAND_IN);
        assertProblem(asksFor("Search-Lead"), 422, "delegate", "Search-Lead", "the portal knows search-lead");
        Response made = asksFor(STAND_IN);
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.header("Location"))
                .endsWith("/api/v1/delegations/" + made.jsonPath().getString("id"));
    }

    private Response asksFor(String delegate) {
        return asksFor(MANAGER, delegate, today, today);
    }

    private static String delegates(String delegator, String delegate) {
        LocalDate today = LocalDate.ofInstant(TestClock.now(), ZoneOffset.UTC);
        return delegates(delegator, delegate, today, today.plusDays(7))
                .jsonPath()
                .getString("id");
    }

    private static Response delegates(String delegator, String delegate, LocalDate from, LocalDate to) {
        Browser.signedInAs(delegate);
        return asksFor(delegator, delegate, from, to);
    }

    private static Response asksFor(String delegator, String delegate, LocalDate from, LocalDate to) {
        return api(delegator).post("delegations", """
                {"delegate": "%s", "from": "%s", "to": "%s", "note": "Out of office."}""".formatted(delegate, from, to));
    }

    private static String asks(String lead, int days) {
        String team = lead.equals("nlp-lead") ? "nlp" : "vision";
        return api(lead).reviewed(Ask.gpus(2, FLAVOR, team).text("duration", "P" + days + "D"));
    }

    private static Response approves(String user, String request) {
        return api(user).post("requests/" + request + "/approvals", "{}");
    }

    private static int status(String user, String request) {
        return api(user).get("requests/" + request).statusCode();
    }

    private static int seenAt(String request, Instant instant) {
        TestClock.stopAt(instant);
        return status(STAND_IN, request);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
