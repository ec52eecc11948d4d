package io.headroom.request;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.AtOnce.atOnce;
import static io.headroom.testing.Problems.assertProblem;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.Ask;
import io.headroom.testing.KeycloakAdmin;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.Written;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Who decides what, once. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class ReviewTest {
    private static final String MANAGER = "research-manager";

    @Inject
    SmallWorld world;

    @Inject
    Jdbi jdbi;

    @BeforeEach
    void reset() {
        world.reset();
    }

    @RepeatedTest(5)
    void ofTwoApprovalsAtOnceOneWins() {
        String request = forDays(8);
        List<Response> both = atOnce(() -> api(MANAGER).post(approvals(request), "{}", "\"0\""), () -> api("admin")
                .post(approvals(request), "{}"));
        assertThat(both.stream().filter(it -> it.statusCode() == 200)).hasSize(1);
        assertThat(both.stream().filter(it -> it.statusCode() == 409 || it.statusCode() == 412))
                .hasSize(1);
        assertThat(Written.in(jdbi).figures()).containsEntry("leases", 1L).containsEntry("answers", 1L);
    }

    @RepeatedTest(3)
    void ofAnApprovalAndAWithdrawalAtOnceOneWins() {
        String request = forDays(8);
        List<Response> both = atOnce(() -> api(MANAGER).post(approvals(request), "{}"), () -> api("vision-lead")
                .post("requests/" + request + "/withdrawal", "{}"));
        assertThat(both).extracting(Response::statusCode).containsExactlyInAnyOrder(200, 409);
    }

    @Test
    void twoStepsWantTwoPeople() {
        String request = forDays(60);
        assertThat(next(request)).isEqualTo("a research manager");
        assertThat(api(MANAGER).post(approvals(request), "{}").jsonPath().getString("state"))
                .isEqualTo("IN_REVIEW");
        assertThat(next(request)).isEqualTo("a platform admin");
        assertProblem(api(MANAGER).post(approvals(request), "{}"), 403, "a platform admin");
        assertThat(api("admin").post(approvals(request), "{}").jsonPath().getString("state"))
                .isEqualTo("APPROVED");
    }

    @Test
    void anAdminWhoStoodInForTheManagerIsNotTwoPeople() {
        String request = forDays(60);
        assertThat(api("admin").post(approvals(request), "{}").statusCode()).isEqualTo(200);
        assertProblem(api("admin").post(approvals(request), "{}"), 403, "admin", "earlier step");
        assertThat(Written.in(jdbi).figures()).containsEntry("leases", 0L).containsEntry("answers", 1L);
    }

    @Test
    void nobodyDecidesTheirOwnRequest() {
        KeycloakAdmin.user("leads-and-manages", "/teams/vision/leads", "/cohorts/research/managers");
        String request = api("leads-and-manages").reviewed(ask(8));
        assertProblem(api("leads-and-manages").post(approvals(request), "{}"), 403, "leads-and-manages asked for this");
        assertThat(api("leads-and-manages").read("requests/" + request).getList("allowedActions"))
                .containsExactly("WITHDRAW");
        assertThat(api(MANAGER).post(approvals(request), "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void ofACohortThatGoesAdminsDecideOnce() {
        String oneStep = forDays(8);
        String twoSteps = forDays(60);
        jdbi.useHandle(handle -> {
            handle.execute("UPDATE team SET cohort = 'products'");
            handle.execute("DELETE FROM cohort WHERE name = 'research'");
        });
        for (String request : List.of(oneStep, twoSteps)) {
            assertThat(next(request)).isEqualTo("a platform admin");
            assertThat(api("vision-lead").read("requests/" + request).getString("verdict"))
                    .contains("There is no cohort research any more");
            assertThat(api("admin").post(approvals(request), "{}").jsonPath().getString("state"))
                    .isEqualTo("APPROVED");
        }
    }

    @Test
    void lessThanAskedCanBeApproved() {
        var answer = api(MANAGER).post(approvals(forDays(8)), "{\"gpus\": 1, \"comment\": \"One will do.\"}");
        assertThat(answer.jsonPath().getInt("grantedGpus")).isEqualTo(1);
        var lease = api("vision-lead").awaitPhase(answer.jsonPath().getString("lease"), "ACTIVE");
        assertThat(lease.getInt("lease.held")).isEqualTo(1);
        assertThat(lease.getString("history[0].sentence")).contains("1 of 2", "One will do.");
    }

    @Test
    void moreThanAskedCannot() {
        String request = forDays(8);
        for (String gpus : List.of("3", "0", "-1", "2.5", "\"2\"", "1000000000000"))
            assertProblem(
                    api(MANAGER).post(approvals(request), "{\"gpus\": " + gpus + "}"),
                    422,
                    "gpus",
                    gpus.replace("\"", ""));
        assertThat(Written.in(jdbi).figures()).containsEntry("answers", 0L).containsEntry("leases", 0L);
    }

    @Test
    void aDenialGivesAReason() {
        String request = forDays(8);
        for (String body : List.of("{}", "{\"reason\": \"\"}", "{\"reason\": \"  \"}"))
            assertProblem(api(MANAGER).post(denials(request), body), 422, "reason is missing", "the team reads it");
        assertThat(Written.in(jdbi).figures()).containsEntry("answers", 0L);
        assertThat(api(MANAGER)
                        .post(denials(request), "{\"reason\": \"Not now.\"}")
                        .jsonPath()
                        .getString("state"))
                .isEqualTo("DENIED");
    }

    @Test
    void whatIsDecidedStaysDecided() {
        String request = forDays(8);
        api(MANAGER).post(denials(request), "{\"reason\": \"Not now.\"}");
        for (Response late : List.of(
                api("admin").post(approvals(request), "{}"),
                api("admin").post(denials(request), "{\"reason\": \"No.\"}"),
                api("vision-lead").post("requests/" + request + "/withdrawal", "{}"))) {
            assertProblem(late, 409, "DENIED", "Possible now: nothing");
            assertThat(late.jsonPath().getList("allowedActions")).isEmpty();
        }
    }

    @Test
    void whoSawAnOlderVersionIsToldSo() {
        String request = forDays(60);
        api(MANAGER).post(approvals(request), "{}", "\"0\"");
        var stale = api("admin").post(approvals(request), "{}", "\"0\"");
        assertProblem(stale, 412, "version 1 now", "version 0");
        assertThat(stale.jsonPath().getInt("current")).isEqualTo(1);
        assertProblem(api("admin").post(approvals(request), "{}", "yesterday's"), 422, "If-Match", "yesterday's");
    }

    private static Ask ask(int days) {
        return Ask.gpus(2, FLAVOR, "vision").text("duration", "P" + days + "D");
    }

    private static String forDays(int days) {
        return api("vision-lead").reviewed(ask(days));
    }

    private static String next(String request) {
        return api("vision-lead").read("requests/" + request).getString("nextActor");
    }

    private static String approvals(String request) {
        return "requests/" + request + "/approvals";
    }

    private static String denials(String request) {
        return "requests/" + request + "/denials";
    }
}
