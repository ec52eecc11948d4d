package io.headroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import io.headroom.testing.LocalServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Every page works with JavaScript off. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class WithoutJavaScriptTest extends BrowserTest {
    @Test
    void aLeadSignsInAsksAndGivesBack() {
        Person lead = browsers().signIn("vision-lead", new Browser.NewContextOptions().setJavaScriptEnabled(false));
        assertThat(lead.row("vision")).containsText("/ 14");
        assertThat(lead.page.locator("[data-js]:visible")).hasCount(0);

        lead.follows("Request GPUs").fills("GPUs", "2").fills("What is it for?", "Without a script");
        lead.clicks("Check first");
        assertThat(lead.preview()).containsText("You would hold all 2 at once, all own.");
        assertThat(lead.field("What is it for?")).hasValue("Without a script");
        lead.clicks("Send request").isAt("/leases/.*");

        Api.awaits("vision", lead.page.url().replaceAll(".*/", ""), "ACTIVE");
        lead.page.reload();
        assertThat(lead.main().locator(".page-head .pill")).hasText("active");
        lead.chooses("How many", "2").clicks("Release").sees("vision-lead gave back all 2 GPUs.");
        lead.page.locator(".user-menu summary").click();
        lead.follows("Sign out").isAt("/(\\?state=.*)?");
        lead.sees("Every idle GPU, at work for whoever needs it now.");
    }

    @Test
    void aManagerDecides() {
        Person manager =
                browsers().signIn("research-manager", new Browser.NewContextOptions().setJavaScriptEnabled(false));
        manager.opens("/inbox").fills("Comment", "Go ahead.").clicks("Approve").sees("Nothing waits for you");
    }
}
