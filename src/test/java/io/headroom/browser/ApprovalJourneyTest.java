package io.headroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.headroom.testing.Api.api;

import com.microsoft.playwright.Locator;
import io.headroom.local.demo.TestWorld;
import io.headroom.testing.LocalServices;
import io.headroom.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Who has to say yes: two people for the very long, the rules that an admin made, and nobody once the lease is over. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class ApprovalJourneyTest extends BrowserTest {
    @Inject
    TestWorld world;

    @Test
    void whatIsVeryLongIsApprovedByTwoPeople() {
        String purpose = "A month and a day";
        Person lead = signIn("vision-lead").opens("/requests/new?duration=P31D");
        lead.fills("GPUs", "1").fills("What is it for?", purpose);
        assertThat(lead.value("approval")).containsText("a research manager, then a platform admin");
        lead.clicks("Send request").isAt("/requests/.*");
        lead.sees("Waits for a research manager.").isLive();

        approve(signIn("research-manager"), purpose);
        lead.sees("Waits for a platform admin.").sees("research-manager approved 1 GPU");
        approve(signIn("admin"), purpose);
        lead.sees("1 of 1 GPUs approved.").sees("admin approved 1 GPU");
        lead.follows("See the lease").isAt("/leases/.*");
        assertThat(lead.main().locator(".page-head .pill")).hasText("active");
    }

    @Test
    void anExtensionThatNobodyDecidedInTimeMeetsAnEndedLease() {
        String lease = Api.lease("nlp", "Tokenizer sweep");
        Person lead = signIn("nlp-lead").watches("/leases/" + lease);
        String end = lead.value("ends").locator("time").getAttribute("datetime");
        lead.chooses("How much longer", "3 days").clicks("Ask for an extension").sees("Extension under review.");
        Person manager = signIn("research-manager").opens("/inbox");
        Locator ask = ask(manager, "nlp asks to keep 4 h100-80gb for 3 d longer");
        assertThat(ask).hasCount(1);
        String request = Api.request("nlp", "Tokenizer sweep");

        TestClock.advance(Duration.between(TestClock.now(), Instant.parse(end).plusSeconds(1)));
        world.noticeTime();
        assertThat(lead.main().locator(".page-head .pill")).hasText("ended");
        // Whoever still has it on screen comes too late.
        Response late = api("research-manager").post("requests/" + request + "/approvals", "{}");
        Assertions.assertEquals(409, late.statusCode(), late.asString());
        lead.opens("/leases/" + lead.page.url().replaceAll(".*/", "")).sees("The term ended");
    }

    @Test
    void anAdminMakesARuleAndTheNextRequestMeetsIt() {
        Person admin = signIn("admin").opens("/admin/quotas");
        admin.follows("Change who approves").isAt("/admin/approval");
        admin.main().locator(".rule summary").first().click();
        admin.page.locator("#r0-when").fill("request.gpus > 1 && request.gpu < 9");
        admin.expects(422).clicks("Save").sees("Not saved.").sees("line 1, column 21: request.gpu is not known");
        admin.page.locator("#r0-when").fill("request.gpus > 1");
        admin.page.locator("#r0-reason").fill("more than one GPU is asked");
        admin.clicks("Try on the last 30 days").sees("requests of the last 30 days would be decided otherwise.");
        admin.page.locator("#comment").fill("Scarce times.");
        admin.clicks("Save").sees("Saved.").sees("Scarce times.");

        Person lead = signIn("vision-lead").opens("/requests/new?duration=PT8H");
        lead.fills("GPUs", "2").fills("What is it for?", "Two of our own");
        assertThat(lead.value("approval")).containsText("because more than one GPU is asked.");
    }

    @Test
    void anAdminGoesBackToAnEarlierVersion() {
        Person admin = signIn("admin").opens("/admin/approval");
        rename(admin, "Huge", "The word we use.");
        rename(admin, "Gigantic", "A joke.");
        assertThat(versions(admin).first()).containsText("A joke.");
        versions(admin)
                .filter(new Locator.FilterOptions().setHasText("The word we use."))
                .getByText("Start from this one")
                .click();
        admin.page.locator("#comment").fill("Back.");
        admin.clicks("Save").sees("Saved.");
        assertThat(versions(admin).first()).containsText("3 admin");
        assertThat(admin.main().locator(".rule summary").first()).containsText("Huge");
        admin.page.navigate("/admin/approval?from=0");
        assertThat(admin.main().locator(".rule summary").first()).containsText("Very many");
    }

    private static void rename(Person admin, String name, String why) {
        admin.main().locator(".rule summary").first().click();
        admin.page.locator("#r0-name").fill(name);
        admin.page.locator("#comment").fill(why);
        admin.clicks("Save").sees("Saved.");
    }

    private static Locator versions(Person admin) {
        return admin.main().locator("section:has(h2:text-is('Versions')) li");
    }

    private static void approve(Person decider, String purpose) {
        decider.opens("/inbox");
        Locator ask = ask(decider, purpose);
        ask.locator("[data-approve]").click();
        assertThat(ask).hasCount(0);
    }

    private static Locator ask(Person decider, String text) {
        return decider.main().locator(".ask", new Locator.LocatorOptions().setHasText(text));
    }
}
