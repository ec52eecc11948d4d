package io.headroom.request;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.AtOnce.atOnce;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.platform.Audience;
import io.headroom.platform.Happened;
import io.headroom.testing.Ask;
import io.headroom.testing.Browser;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.headroom.testing.Told;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What time does to requests that nobody decides. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class EscalationTest {
    private static final Duration DAY = Duration.ofHours(24);

    @Inject
    SmallWorld world;

    @Inject
    Escalation escalation;

    @Inject
    Lapsing lapsing;

    @Inject
    Told told;

    @Inject
    Jdbi jdbi;

    @BeforeEach
    void reset() {
        world.reset();
    }

    @Test
    void afterADayTheAdminsAreToldOnce() {
        String request = api("vision-lead").reviewed(forDays(8));
        TestClock.advance(DAY.minusMinutes(1));
        escalation.escalate();
        assertThat(told.actions(request)).containsExactly("request.submitted");
        TestClock.advance(Duration.ofMinutes(1));
        atOnce(this::escalates, this::escalates);
        escalation.escalate();
        assertThat(told.actions(request)).containsExactly("request.submitted", "request.escalated");
        Happened escalated = told.about(request).getLast();
        assertThat(escalated.audience())
                .containsExactlyInAnyOrder(new Audience.Admins(), new Audience.Managers("research"));
        assertThat(escalated.sentence()).contains("1 d", "2 test-gpu", "vision");
    }

    @Test
    void whoHasItOnScreenStillDecidesIt() {
        String request = api("vision-lead").reviewed(forDays(8));
        TestClock.advance(DAY);
        escalation.escalate();
        assertThat(Browser.signedInAs("research-manager").get("/inbox").body()).contains("escalated");
        assertThat(api("research-manager")
                        .post("requests/" + request + "/approvals", "{}", "\"0\"")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whenIsSaidInTheAnswerAndOnThePage() {
        String request = api("vision-lead").reviewed(forDays(8));
        assertThat(escalatedAt(request)).isNull();
        TestClock.stopAt(
                TestClock.now().plus(DAY).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
        escalation.escalate();
        assertThat(escalatedAt(request)).isEqualTo(TestClock.now().toString());
        assertThat(Browser.signedInAs("research-manager")
                        .get("/requests/" + request)
                        .body())
                .contains("<dt>escalated</dt>");
    }

    @Test
    void oneThatCannotBeEscalatedStopsNoOther() {
        String broken = api("vision-lead").reviewed(forDays(8));
        String other = api("vision-lead").reviewed(forDays(8));
        TestClock.advance(DAY);
        failsFor(broken);
        try {
            escalation.escalate();
        } finally {
            jdbi.useHandle(handle -> handle.execute("DROP TRIGGER a_test_breaks_one ON capacity_request"));
        }
        assertThat(escalatedAt(broken)).isNull();
        assertThat(escalatedAt(other)).isNotNull();
        escalation.escalate();
        assertThat(escalatedAt(broken)).isNotNull();
    }

    private void failsFor(String request) {
        jdbi.useHandle(handle -> {
            handle.execute("""
                    CREATE OR REPLACE FUNCTION a_test_breaks_one() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN RAISE EXCEPTION ''a test''; END'""");
            handle.execute("""
                    CREATE TRIGGER a_test_breaks_one BEFORE UPDATE ON capacity_request FOR EACH ROW
                        WHEN (NEW.id = '%s') EXECUTE FUNCTION a_test_breaks_one()""".formatted(request));
        });
    }

    private static String escalatedAt(String request) {
        return api("admin").read("requests/" + request).getString("escalatedAt");
    }

    @Test
    void whatIsDecidedNeverEscalates() {
        String request = api("vision-lead").reviewed(forDays(8));
        denies(request);
        TestClock.advance(DAY.multipliedBy(2));
        escalation.escalate();
        assertThat(told.actions(request)).containsExactly("request.submitted", "request.denied");
    }

    @Test
    void whatWasDecidedSinceItWasFoundOverdueDoesNotLapse() {
        String request = api("vision-lead").reviewed(inAnHour());
        denies(request);
        lapsing.settle(UUID.fromString(request), TestClock.now().plus(DAY));
        assertThat(told.actions(request)).containsExactly("request.submitted", "request.denied");
        assertThat(api("admin").read("requests/" + request).getString("state")).isEqualTo("DENIED");
    }

    @RepeatedTest(3)
    void ofADenialAndALapseAtOnceOneIsTold() {
        String request = api("vision-lead").reviewed(inAnHour());
        TestClock.advance(Duration.ofHours(1));
        Callable<Integer> denial = () -> denies(request).statusCode();
        Callable<Integer> lapse = () -> {
            lapsing.lapse();
            return 0;
        };
        List<Integer> statuses = atOnce(denial, lapse);
        String state = api("admin").read("requests/" + request).getString("state");
        assertThat(statuses.getFirst()).isEqualTo(state.equals("DENIED") ? 200 : 409);
        assertThat(told.actions(request)).containsExactly("request.submitted", "request." + state.toLowerCase());
    }

    private Void escalates() {
        escalation.escalate();
        return null;
    }

    private static Response denies(String request) {
        return api("research-manager").post("requests/" + request + "/denials", "{\"reason\": \"Not now.\"}");
    }

    private static Ask inAnHour() {
        return forDays(8)
                .text("startsAt", TestClock.now().plus(Duration.ofHours(1)).toString());
    }

    private static Ask forDays(int days) {
        return Ask.gpus(2, FLAVOR, "vision").text("duration", "P" + days + "D");
    }
}
