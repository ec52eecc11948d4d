package io.headroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.headroom.testing.LocalServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Journey 2: borrow, with a manager who approves less than asked. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class BorrowJourneyTest extends BrowserTest {
    private static final String PURPOSE = "Detector on the night images";

    @Test
    void aManagerApprovesLessThanAskedAndTheGrantFollows() {
        Person manager = signIn("research-manager").watches("/board");
        Person lead = signIn("vision-lead");
        lead.opens("/requests/new").fills("GPUs", "7").fills("What is it for?", PURPOSE);
        assertThat(lead.preview()).containsText("You would hold all 7 at once.");
        assertThat(lead.value("own")).hasText("4");
        assertThat(lead.value("borrowed")).hasText(Pattern.compile("3 from .+; returnable on 10 min notice"));
        assertThat(lead.value("approval")).containsText("research manager");
        assertThat(lead.value("approval")).containsText("because GPUs are borrowed for longer than 24 h.");
        lead.clicks("Send request").isAt("/requests/.*");
        lead.sees("Waits for a research manager.").isLive();

        manager.opens("/inbox");
        Locator ask = manager.main().locator(".ask", new Locator.LocatorOptions().setHasText(PURPOSE));
        assertThat(ask).containsText("vision asks for 7 h100-80gb for 3 d");
        assertThat(ask).containsText("nobody");
        ask.getByLabel("Approve how many").fill("5");
        ask.getByLabel("Comment").fill("Five will do until Monday.");
        ask.locator("[data-approve]").click();
        assertThat(manager.main().locator(".ask", new Locator.LocatorOptions().setHasText(PURPOSE)))
                .hasCount(0);

        lead.sees("5 of 7 GPUs approved.")
                .sees("research-manager approved 5 GPUs")
                .sees("Five will do until Monday.");
        lead.follows("See the lease").isAt("/leases/.*");
        assertThat(lead.main().locator(".page-head .pill")).hasText("active");
        lead.sees("5 of 5 h100-80gb").sees("research-manager approved 5 of 7 GPUs. “Five will do until Monday.”");
        lead.opens("/teams/vision");
        assertThat(lead.card("Loans")).containsText("borrowed from");
    }

    @Test
    void aDenialCarriesItsReason() {
        Person manager = signIn("research-manager").opens("/inbox");
        manager.main().locator("[data-deny]").click();
        manager.fills("Why not?", "The review moved to next month.");
        manager.main().locator("details[open] button").click();
        manager.sees("Nothing waits for you");

        Person lead = signIn("nlp-lead").opens("/requests?state=denied");
        lead.follows("nlp asks for 3 a100-40gb for 3 d").sees("The review moved to next month.");
    }
}
