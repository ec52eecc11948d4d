package io.headroom.board;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.Ask;
import io.headroom.testing.Browser;
import io.headroom.testing.Http;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calendar of the small world: vision holds 2 and has reserved 2 for the day after tomorrow. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class CalendarPageTest {
    @Inject
    SmallWorld world;

    private Instant start;
    private String running;
    private String reserved;

    @BeforeEach
    void reset() {
        world.reset();
        start = TestClock.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(2));
        running = api("vision-lead").holding(Ask.gpus(2, FLAVOR, "vision").text("purpose", "Secret plans"), "admin");
        reserved = api("vision-lead").granted(Ask.gpus(2, FLAVOR, "vision").text("startsAt", start.toString()));
    }

    @Test
    void runningLeasesAreToday() {
        assertThat(page("vision-lead", "/calendar?view=day"))
                .contains("lease-bar running", "href=\"/leases/" + running + "\"", "Secret plans", "2 committed")
                .doesNotContain("lease-bar planned", reserved);
    }

    @Test
    void reservationsAreWhereTheyStart() {
        String day = start.toString().substring(0, 10);
        assertThat(page("vision-lead", "/calendar?view=day&from=" + day))
                .contains("lease-bar planned", "href=\"/leases/" + reserved + "\"", "starts ", "2 committed");
    }

    @Test
    void othersSeeThatGpusAreTakenAndNotWhatFor() {
        assertThat(page("search-lead", "/calendar?view=day"))
                .contains("lease-bar running", "a lease of vision", "2 committed")
                .doesNotContain("Secret plans", running);
    }

    @Test
    void itIsNarrowedToATeamButItsRoomIsNot() {
        assertThat(page("vision-lead", "/calendar?view=day&team=nlp&flavor=" + FLAVOR))
                .contains("No leases in this time", "2 committed")
                .doesNotContain("lease-bar");
    }

    @Test
    void whatIsOverStaysAndIsDimmed() {
        api("vision-lead").post("leases/" + running + "/releases", "{}");
        assertThat(page("vision-lead", "/calendar?view=day"))
                .contains("lease-bar over", "href=\"/leases/" + running + "\"", "0 committed");
    }

    @Test
    void thePastHasNoRoom() {
        assertThat(page("vision-lead", "/calendar?view=month&from=2020-02-29"))
                .contains("February 2020", "No leases in this time")
                .doesNotContain("Room from now on");
    }

    @Test
    void aLeaseThatEndsSoonSaysSo() {
        TestClock.advance(Duration.ofHours(7));
        String end = api("vision-lead").lease(running).getString("lease.endsAt");
        assertThat(page("vision-lead", "/calendar?from=" + end.substring(0, 10)))
                .contains("gantt-note soon", "ends in ");
        assertThat(page("vision-lead", "/leases/" + running)).contains("<b>Ends ");
        assertThat(page("vision-lead", "/teams/vision")).contains("pill warn\">soon");
    }

    @ParameterizedTest(name = "?{0} is {1}")
    @CsvSource({
        "view=year, 422, view",
        "from=yesterday, 422, from",
        "from=2026-02-30, 422, from",
        "from=%2B999999999-12-31, 422, from",
        "from=1999-12-31, 422, from",
        "team=nobody, 404, nobody",
        "flavor=abacus, 404, abacus"
    })
    void nonsenseIsRefused(String query, int status, String named) {
        Http.Answer answer = Browser.signedInAs("vision-lead").get("/calendar?" + query);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains(named);
    }

    @Test
    void nothingChosenIsThisWeek() {
        assertThat(page("vision-lead", "/calendar?view=&from=&team=&flavor=")).contains("lease-bar running");
    }

    private static String page(String user, String path) {
        Http.Answer answer = Browser.signedInAs(user).get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
