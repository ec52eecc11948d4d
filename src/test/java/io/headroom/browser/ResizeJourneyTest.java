package io.headroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.headroom.testing.LocalServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Journey 7, continued: the same lease with more GPUs, or with fewer. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class ResizeJourneyTest extends BrowserTest {
    private static final String DETECTOR = "Detector, second training run";

    @Test
    void aLeaseGrowsWithinTheQuotaAndShrinksAgain() {
        Person watcher = signIn("nlp-lead").watches("/board?flavor=h100-80gb");
        Person lead = signIn("vision-lead").watches("/leases/" + Api.lease("vision", DETECTOR));
        lead.fills("GPUs in all", "6").clicks("Ask for this size");
        lead.sees("2 more GPUs joined, all own: 6 now.");
        assertThat(gpus(lead)).hasCount(6);
        assertThat(watcher.row("vision")).containsText("6 / 8");

        lead.fills("GPUs in all", "3").clicks("Ask for this size");
        lead.sees("vision-lead made it smaller. 3 GPUs go back at once; 3 remain.");
        assertThat(gpus(lead)).hasCount(3);
        assertThat(watcher.row("vision")).containsText("3 / 8");
    }

    @Test
    void moreThanTheQuotaIsApprovedThenWaitsAndCanBeWithdrawn() {
        Api.holds("vision", "h100-80gb", 4, "Fill vision");
        Api.holds("serving", "h100-80gb", 2, "Fill serving");
        Api.holds("search", "h100-80gb", 2, "Fill search");
        Person lead = signIn("vision-lead").watches("/leases/" + Api.lease("vision", DETECTOR));
        lead.fills("GPUs in all", "6").fills("What for", "Larger batches").clicks("Ask for this size");
        lead.sees("Resize under review.")
                .sees("6 GPUs instead of 4 is asked and not decided")
                .isLive();

        approves("vision asks to resize a lease from 4 to 6 h100-80gb");

        lead.seesNot("Resize under review.").sees("2 more are on their way:");
        assertThat(gpus(lead)).hasCount(4);
        signIn("vision-member").opens("/teams/vision").sees("on their way to “" + DETECTOR + "”");
        lead.clicks("Withdraw the additional GPUs");
        lead.seesNot("2 more are on their way:");
        assertThat(gpus(lead)).hasCount(4);
    }

    @Test
    void theSizeItHasIsNoOtherSize() {
        Person lead = signIn("vision-lead").expects(422).opens("/leases/" + Api.lease("vision", DETECTOR));
        lead.clicks("Ask for this size").sees("another size than the 4 it asks for now");
    }

    private static void approves(String headline) {
        Person manager = signIn("research-manager").opens("/inbox");
        Locator ask = manager.main().locator(".ask", new Locator.LocatorOptions().setHasText(headline));
        ask.locator("[data-approve]").click();
        assertThat(ask).hasCount(0);
    }

    private static Locator gpus(Person person) {
        return person.main().getByRole(AriaRole.CHECKBOX);
    }
}
