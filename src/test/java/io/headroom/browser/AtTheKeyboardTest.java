package io.headroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.headroom.testing.LocalServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keys, themes, and sessions that end. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class AtTheKeyboardTest extends BrowserTest {
    @Test
    void theFormIsReachedAndSentWithoutAMouse() {
        Person lead = signIn("vision-lead").watches("/board");
        lead.page.keyboard().press("Tab");
        assertThat(lead.page.getByText("Skip to the content")).isFocused();
        lead.page.keyboard().press("n");
        lead.isAt("/requests/new");
        lead.page.keyboard().press("Tab");
        lead.page.keyboard().press("Enter");
        assertThat(lead.main()).isFocused();
        lead.page.keyboard().press("Tab");
        assertThat(lead.page.locator("#ask-flavor")).isFocused();
        lead.page.keyboard().press("Tab");
        assertThat(lead.page.locator("#ask-gpus")).isFocused();
        lead.page.keyboard().type("2");
        lead.fills("What is it for?", "Typed");
        // Three numbers of an elastic request and the choices that few make lie between.
        for (int stop = 0; stop < 5; stop++) lead.page.keyboard().press("Tab");
        assertThat(lead.button("Send request")).isFocused();
        lead.page.keyboard().press("Enter");
        lead.isAt("/leases/.*");
    }

    @Test
    void aQuestionMarkListsTheShortcuts() {
        Person lead = signIn("vision-lead").watches("/board");
        Locator list = lead.page.getByRole(AriaRole.DIALOG);
        lead.page.keyboard().press("?");
        assertThat(list).isVisible();
        lead.page.keyboard().press("Escape");
        assertThat(list).isHidden();
        lead.page.keyboard().type("gr");
        lead.isAt("/requests");
    }

    @Test
    void aManagerWorksTheInboxByKeys() {
        Person lead = signIn("vision-lead");
        lead.opens("/requests/new").fills("GPUs", "6").fills("What is it for?", "The newer one");
        lead.clicks("Send request").isAt("/requests/.*");

        Person manager = signIn("research-manager").opens("/inbox");
        Locator rows = manager.main().locator("[data-row]");
        assertThat(rows).hasCount(2);
        manager.page.keyboard().press("j");
        assertThat(rows.first()).isFocused();
        manager.page.keyboard().press("j");
        assertThat(rows.last()).isFocused();
        manager.page.keyboard().press("k");
        assertThat(rows.first()).isFocused();
        manager.page.keyboard().press("d");
        assertThat(manager.field("Why not?")).isVisible();
        manager.page.keyboard().press("j");
        manager.page.keyboard().press("a");
        assertThat(rows).hasCount(1);
        assertThat(rows.first()).containsText("Distil the 7B model");
    }

    @Test
    void aManagerAnswersSeveralByKeys() {
        Person lead = signIn("vision-lead");
        lead.opens("/requests/new").fills("GPUs", "6").fills("What is it for?", "The newer one");
        lead.clicks("Send request").isAt("/requests/.*");

        Person manager = signIn("research-manager").opens("/inbox").sees("2 requests:");
        for (String key : "jxjx".split("")) manager.page.keyboard().press(key);
        assertThat(manager.main().locator("[data-tick]:checked")).hasCount(2);
        manager.button("Approve the ticked").press("Enter");
        manager.sees("3 of 3 GPUs approved.").sees("6 of 6 GPUs approved.");
        manager.follows("Back to the inbox").sees("Nothing waits for you");
    }

    @Test
    void theChosenThemeStays() {
        Person lead = signIn("vision-lead").opens("/board");
        Locator html = lead.page.locator("html");
        lead.page.getByLabel("Switch between light and dark").click();
        assertThat(html).hasAttribute("data-theme", "dark");
        lead.opens("/requests");
        assertThat(html).hasAttribute("data-theme", "dark");
        assertThat(lead.page.locator("body")).hasCSS("background-color", "rgb(14, 19, 26)");
        lead.page.getByLabel("Switch between light and dark").click();
        assertThat(html).not().hasAttribute("data-theme", Pattern.compile(".*"));
    }

    @Test
    void aSessionThatEndedIsSaidInABannerNotInATile() {
        Person lead = signIn("vision-lead").expects(499).watches("/board");
        assertThat(lead.page.locator("#session-ended")).isHidden();
        lead.page.context().clearCookies();
        Api.holds("vision", "h100-80gb", 1, "Moves the board");
        assertThat(lead.page.locator("#session-ended")).isVisible();
        assertThat(lead.page.locator("[data-live-state]")).hasText("session ended");
        assertThat(lead.row("vision")).isVisible();
        assertThat(lead.page.locator("#username")).hasCount(0);
        lead.page
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in again"))
                .click();
        assertThat(lead.page.locator("#username")).isVisible();
    }

    @Test
    void aWideChartStaysWhereItWasScrolledTo() {
        Person lead = signIn("vision-lead");
        lead.page.setViewportSize(480, 2000);
        lead.watches("/calendar");
        // What is now is in view, and the names of the rows are.
        assertThat(lead.page.locator("#leases-over-time .now")).isInViewport();
        assertThat(lead.page.locator("#leases-over-time h3").first()).isInViewport();
        Locator chart = lead.page.locator("#leases-over-time");
        // In one step: a refresh may replace the element between finding it and scrolling it.
        lead.page.evaluate(
                "const it = document.getElementById('leases-over-time'); it.scrollLeft = 20; it.dataset.before = 'yes';");
        assertThat(chart).hasJSProperty("scrollLeft", 20);
        lead.page.evaluate("htmx.trigger(document.body, 'changed-all')");
        assertThat(lead.page.locator("#leases-over-time[data-before]")).hasCount(0);
        assertThat(chart).hasJSProperty("scrollLeft", 20);
        chart.focus();
        assertThat(chart).isFocused();
    }

    @Test
    void pausedMeansPaused() {
        Person lead = signIn("nlp-lead").watches("/board?flavor=h100-80gb");
        lead.page.getByLabel("Pause live updates").click();
        assertThat(lead.page.locator("[data-live-state]")).hasText("paused");
        Api.holds("vision", "h100-80gb", 4, "Nobody looks");
        assertThat(lead.row("vision")).containsText("4 / 8");
        lead.page.getByLabel("Pause live updates").click();
        assertThat(lead.row("vision")).containsText("8 / 8");
    }
}
