package io.headroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.headroom.testing.LocalServices;
import io.headroom.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** Journey 6: speech lent 4 to nlp and needs them in two hours; nothing else is free. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class PlanAheadJourneyTest extends BrowserTest {
    private static final String PURPOSE = "Benchmark before the release";

    @Test
    void theCalendarShowsAReservationAndItStartsOnTime() {
        Api.holds("vision", "h100-80gb", 4, "Fill vision");
        Api.holds("serving", "h100-80gb", 2, "Fill serving");
        Api.holds("search", "h100-80gb", 2, "Fill search");
        Instant start = TestClock.now().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MINUTES);
        String week = "/calendar?flavor=h100-80gb&from=" + start.toString().substring(0, 10);

        Person owner = signIn("speech-lead");
        owner.opens("/requests/new?flavor=h100-80gb").fills("GPUs", "4").fills("What is it for?", PURPOSE);
        owner.page.getByText("More choices").click();
        owner.page.fill("#ask-start", start.toString().substring(0, 16));
        owner.clicks("Send request").isAt("/leases/.*");
        assertThat(owner.main().locator(".page-head .pill")).hasText("scheduled");
        String lease = owner.page.url().replaceAll(".*/", "");

        owner.watches(week);
        assertThat(bar(owner, lease, "planned")).hasCount(1);
        assertThat(owner.main().locator(".gantt-note.start")).containsText("starts ");
        Person borrower = signIn("nlp-lead").watches(week);
        assertThat(borrower.main().locator(".lease-bar.planned")).hasCount(1);
        borrower.seesNot(PURPOSE);

        // In time before the start the loan is called home, and the borrower's bar says by when.
        at(start.minus(Duration.ofMinutes(10)));
        assertThat(borrower.main().locator(".lease-bar.recalled")).hasCount(1);
        assertThat(borrower.main().locator(".gantt-note.due")).containsText("4 back by ");

        at(start.plusSeconds(30));
        assertThat(bar(owner, lease, "running")).hasCount(1);
        assertThat(owner.main().locator(".lease-bar.planned")).hasCount(0);
        bar(owner, lease, "running").locator("rect").click();
        owner.isAt("/leases/" + lease).sees(PURPOSE);
        assertThat(owner.main().locator(".page-head .pill")).hasText("active");
    }

    private void at(Instant instant) {
        TestClock.advance(Duration.between(TestClock.now(), instant));
        world.noticeTime();
    }

    private static Locator bar(Person person, String lease, String css) {
        return person.main().locator("a[href='/leases/" + lease + "'] > .lease-bar." + css);
    }
}
