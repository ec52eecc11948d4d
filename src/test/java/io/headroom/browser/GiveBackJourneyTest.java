package io.headroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.headroom.testing.LocalServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Journey 7: give back a part, or all; withdraw; ask for longer. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class GiveBackJourneyTest extends BrowserTest {
    @Test
    void aLeaseIsGivenBackByNumberThenByDeviceThenWhole() {
        Person watcher = signIn("nlp-lead").watches("/board?flavor=h100-80gb");
        Person lead = signIn("vision-lead").opens("/leases/" + Api.lease("vision", "Detector, second training run"));
        lead.chooses("How many", "1").clicks("Release").sees("vision-lead gave back 1 GPU; 3 remain.");
        assertThat(gpus(lead)).hasCount(3);
        assertThat(watcher.row("vision")).containsText("3 / 8");

        Locator last = gpus(lead).last();
        String kept = gpus(lead).first().getAttribute("value");
        String given = last.getAttribute("value");
        last.check();
        lead.clicks("Release the ticked GPUs").sees("vision-lead gave back 1 GPU; 2 remain.");
        assertThat(lead.main().locator("input[value='" + given + "']")).hasCount(0);
        assertThat(lead.main().locator("input[value='" + kept + "']")).hasCount(1);

        lead.chooses("How many", "2").clicks("Release");
        assertThat(lead.main().locator(".page-head .pill")).hasText("ended");
        lead.sees("vision-lead gave back all 2 GPUs.").sees("It holds none");
        assertThat(lead.button("Release")).hasCount(0);
        assertThat(watcher.row("vision")).containsText("0 / 8");
    }

    @Test
    void tickingNothingReleasesNothing() {
        String lease = Api.lease("vision", "Detector, second training run");
        Person lead = signIn("vision-lead").expects(422).opens("/leases/" + lease);
        lead.clicks("Release the ticked GPUs");
        lead.sees("tick");
        lead.opens("/leases/" + lease);
        assertThat(gpus(lead)).hasCount(4);
    }

    @Test
    void aPendingRequestIsWithdrawn() {
        String request = Api.request("nlp", "Distil the 7B model before the review on Friday.");
        Person manager = signIn("research-manager").watches("/requests/" + request);
        Person lead = signIn("nlp-lead").opens("/requests/" + request);
        lead.clicks("Withdraw");
        assertThat(lead.main().locator(".page-head .pill")).hasText("withdrawn");
        assertThat(lead.button("Withdraw")).hasCount(0);
        assertThat(manager.main().locator(".page-head .pill")).hasText("withdrawn");
        assertThat(manager.button("Approve")).hasCount(0);
    }

    @Test
    void aWaitingLeaseLeavesTheQueue() {
        Api.holds("vision", "h100-80gb", 4, "Fill vision");
        Api.holds("serving", "h100-80gb", 2, "Fill serving");
        Api.holds("search", "h100-80gb", 2, "Fill search");
        String lease = Api.asks("speech", "h100-80gb", 4, "Not needed after all");
        Person lead = signIn("speech-lead").opens("/leases/" + lease);
        lead.clicks("Withdraw it");
        assertThat(lead.main().locator(".page-head .pill")).hasText("ended");
        lead.sees("speech-lead withdrew it before it started.");
    }

    @Test
    void anExtensionMovesTheEndOnlyWhenItIsApproved() {
        String lease = Api.lease("nlp", "Tokenizer sweep");
        Person lead = signIn("nlp-lead").watches("/leases/" + lease);
        String end = end(lead);
        lead.chooses("How much longer", "3 days").clicks("Ask for an extension");
        lead.sees("Extension under review.")
                .sees("The clock does not stop meanwhile.")
                .isLive();
        Assertions.assertEquals(end, end(lead), "the end before anybody approved");

        Person manager = signIn("research-manager").opens("/inbox");
        Locator ask = manager.main()
                .locator(
                        ".ask", new Locator.LocatorOptions().setHasText("nlp asks to keep 4 h100-80gb for 3 d longer"));
        ask.locator("[data-approve]").click();
        assertThat(ask).hasCount(0);

        assertThat(lead.card("What happened")).containsText("Extended by 3 d.");
        lead.seesNot("Extension under review.");
        Assertions.assertEquals(Instant.parse(end).plus(Duration.ofDays(3)), Instant.parse(end(lead)));
    }

    private static String end(Person person) {
        return person.value("ends").locator("time").getAttribute("datetime");
    }

    private static Locator gpus(Person person) {
        return person.main().getByRole(AriaRole.CHECKBOX);
    }
}
