package io.headroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.headroom.testing.Api.api;
import static io.headroom.testing.SmallWorld.FLAVOR;

import io.headroom.idle.IdleLooks;
import io.headroom.telemetry.MeasuredUse;
import io.headroom.testing.Ask;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Journey 4: vision holds 4 and works with 2; two of them are idle. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class IdleJourneyTest extends BrowserTest {
    @Inject
    SmallWorld small;

    @Inject
    MeasuredUse use;

    @Inject
    IdleLooks looks;

    private String lease;
    private List<String> idle;
    private List<String> used;
    private Instant granted;
    private Person lead;

    @BeforeEach
    void halfOfALeaseIsIdle() {
        small.reset();
        lease = api("vision-lead")
                .holding(Ask.gpus(4, FLAVOR, "vision").raw("minGpus", "2").text("duration", "P2D"), "admin");
        List<String> gpus = api("vision-lead").lease(lease).getList("devices.uuid");
        idle = gpus.subList(0, 2);
        used = gpus.subList(2, 4);
        granted = TestClock.now();
        lead = signIn("vision-lead").watches("/leases/" + lease);
        lead.seesNot("2 of 4 are idle");
        halfIdleAfter("PT31M");
        lead.sees("2 of 4 are idle").sees("they will be lent from");
        assertThat(lead.main().locator("#idle .countdown")).isVisible();
    }

    @Test
    void itIsWarnedThenLendableThenItShrinks() {
        halfIdleAfter("PT1H2M");
        lead.sees("others may borrow them now, and vision keeps its claim");
        halfIdleAfter("PT5H3M");
        assertThat(lead.card("What happened")).containsText("2 remain. A resize gets them back.");
        assertThat(lead.main().locator("#idle")).hasCount(0);
        assertThat(lead.main().locator(".page-head p")).containsText("2 of 2 " + FLAVOR);
        lead.opens("/notifications").sees("Idle GPUs went back");
        Person admin = signIn("admin").opens("/admin/idle");
        admin.sees("went back");
    }

    @Test
    void whatTurnsBusyInTimeKeepsEverything() {
        TestClock.stopAt(granted.plus(Duration.ofMinutes(40)));
        use.busy(idle);
        use.busy(used);
        looks.pass();
        assertThat(lead.card("What happened")).containsText("are in use again; the lease keeps them.");
        assertThat(lead.main().locator("#idle")).hasCount(0);
        assertThat(lead.main().locator(".page-head p")).containsText("4 of 4 " + FLAVOR);
    }

    @Test
    void itIsLentAndCalledBack() {
        halfIdleAfter("PT1H2M");
        String borrower = api("nlp-lead").holdingNothing(Ask.gpus(6, FLAVOR, "nlp"));
        lead.sees("2 GPUs will be lent to nlp");
        // Last of all: the collector forgets what is dated from the future.
        use.staysIdle(idle, Duration.ofMinutes(10));
        // A second more, for the database rounds deadlines to microseconds.
        TestClock.stopAt(granted.plus(Duration.parse("PT1H12M1S")));
        world.noticeTime();
        api("nlp-lead").awaitPhase(borrower, "ACTIVE");
        lead.sees("2 of 4 are lent while idle.");
        lead.opens("/teams/vision").sees("2 lent while idle");
        TestClock.stopAt(granted.plus(Duration.parse("PT1H25M")));
        world.noticeTime();
        lead.opens("/leases/" + lease).clicks("Call them back");
        lead.sees("2 more are on their way");
        assertThat(lead.main().locator("#lent")).hasCount(0);
        signIn("nlp-lead").opens("/leases/" + borrower).sees("asked within its quota");
    }

    @Test
    void aLeadKeepsThem() {
        lead.fills("Why they are needed", "The data arrives at two.").clicks("Keep for 30 min more");
        lead.sees("vision-lead keeps 2 of 4 GPUs");
        assertThat(lead.button("Keep for 30 min more")).hasCount(0);
    }

    @Test
    void theTeamAndTheBoardShowIt() {
        lead.opens("/teams/vision").sees("2 idle, warned");
        lead.opens("/board");
        assertThat(lead.row("vision")).containsText("1 lease on the idle ladder");
    }

    private void halfIdleAfter(String since) {
        looks.until(granted.plus(Duration.parse(since)), () -> {
            use.idle(idle);
            use.busy(used);
        });
    }
}
