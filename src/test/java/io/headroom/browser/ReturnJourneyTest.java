package io.headroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import io.headroom.testing.LocalServices;
import io.headroom.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Journey 3: speech lent 4 to nlp and asks for them; nothing else is free. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class ReturnJourneyTest extends BrowserTest {
    private static final String WHY =
            "nlp gives back 4 to speech by \\d\\d:\\d\\d UTC: speech asked within its quota and nlp is furthest above its share\\.";
    private static final String PURPOSE = "Benchmark before the release";
    private static final Pattern MINUTES_LEFT = Pattern.compile("(10:00|9:\\d\\d)");

    private Person owner;
    private Person lender;
    private Person borrower;

    @BeforeEach
    void theOwnerAsks() {
        Api.holds("vision", "h100-80gb", 4, "Fill vision");
        Api.holds("serving", "h100-80gb", 2, "Fill serving");
        Api.holds("search", "h100-80gb", 2, "Fill search");
        borrower = signIn("nlp-lead").watches("/teams/nlp");
        owner = signIn("speech-lead").opens("/teams/speech");
        assertThat(owner.card("Loans")).containsText("4 of yours are lent");
        owner.follows("Call home 4 h100-80gb from nlp").isAt("/requests/new.*").fills("What is it for?", PURPOSE);
        assertThat(owner.preview()).containsText("You would hold 4 in 9 min at the earliest.");
        assertThat(owner.value("own")).hasText("4; called home: 4 from nlp");
        owner.clicks("Send request").isAt("/leases/.*");
        assertThat(owner.main().locator(".page-head .pill")).hasText("waiting");
        owner.sees("Waiting: 0 of 4 free now; nlp gives back 4 by").isLive();
        theOwnerCountsDownToo();

        // Nobody touched the borrower's page: the message came by itself.
        assertThat(borrower.main().locator(".recall")).containsText("Has to go back");
        assertThat(borrower.main().locator(".recall")).containsText(Pattern.compile(WHY));
        assertThat(borrower.main().locator(".recall .countdown")).hasText(MINUTES_LEFT);
        borrower.follows("See the lease").isAt("/leases/.*").isLive();
        assertThat(borrower.main().locator(".recall")).containsText("4 GPUs go back to speech");
        assertThat(borrower.main().locator(".recall .countdown")).hasText(MINUTES_LEFT);
    }

    /** On the page of what will start, of what was asked, and of the team that lent: to the same instant as the borrower. */
    private void theOwnerCountsDownToo() {
        String waiting = owner.page.url();
        String deadline = countsDown(owner, "4 h100-80gb come from nlp");
        owner.opens("/requests/" + Api.request("speech", PURPOSE));
        assertEquals(deadline, countsDown(owner, "4 h100-80gb come from nlp"));
        lender = signIn("admin").watches("/teams/speech");
        assertEquals(deadline, countsDown(lender, "On its way home"));
        borrower.isAt("/teams/nlp");
        assertEquals(deadline, countsDown(borrower, "Has to go back"));
        owner.page.navigate(waiting);
        owner.isLive();
    }

    private static String countsDown(Person person, String headline) {
        Locator recall = person.main().locator(".recall", new Locator.LocatorOptions().setHasText(headline));
        assertThat(recall).hasCount(1);
        assertThat(recall.locator(".countdown")).hasText(MINUTES_LEFT);
        return recall.locator(".countdown").getAttribute("datetime");
    }

    @Test
    void theBorrowerReleasesEarlyAndTheOwnerStarts() {
        borrower.clicks("Release 4 now");
        borrower.sees("nlp-lead gave back");
        assertThat(owner.main().locator(".page-head .pill")).hasText("active");
        bothStillReadWhy();
        borrower.sees("Released 4");
    }

    @Test
    void theDeadlinePassesAndTheOwnerStarts() {
        TestClock.advance(Duration.ofMinutes(10).plusSeconds(1));
        world.noticeTime();
        assertThat(owner.main().locator(".page-head .pill")).hasText("active");
        bothStillReadWhy();
        borrower.sees("nlp gave back 4 to speech: its notice ended; it goes back to the queue.");
    }

    private void bothStillReadWhy() {
        assertThat(owner.card("What happened")).containsText("4 GPUs, all own.");
        for (Person each : List.of(borrower, owner, lender))
            assertThat(each.main().locator(".recall")).hasCount(0);
        assertThat(borrower.card("What happened")).containsText(Pattern.compile(WHY));
        borrower.page.reload();
        assertThat(borrower.card("What happened")).containsText(Pattern.compile(WHY));
        owner.page.reload();
        assertThat(owner.card("What happened")).containsText("nlp");
    }
}
