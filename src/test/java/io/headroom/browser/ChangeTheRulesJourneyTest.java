package io.headroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.headroom.testing.LocalServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Journey 8: an admin changes the rules, and sees what that does before it is saved. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class ChangeTheRulesJourneyTest extends BrowserTest {
    private static final String OWNS = "#edit-nominal-h100-80gb";

    @Test
    void anAdminLowersAQuotaAndItConvergesAsPreviewed() {
        Person watcher = signIn("serving-lead").watches("/board?flavor=h100-80gb");
        assertThat(watcher.row("nlp")).containsText("12 / 8");
        Person admin = signIn("admin").opens("/board");
        admin.opensMenu("Admin").follows("Quotas").isAt("/admin/quotas");
        admin.follows("nlp").isAt("/admin/teams/nlp");
        assertThat(admin.page.locator(OWNS)).hasValue("8");
        admin.page.locator(OWNS).fill("2");
        assertThat(effect(admin)).containsText("nlp would hold 12 h100-80gb of a quota of 2: 6 become borrowed.");
        assertThat(effect(admin)).containsText("Nobody has to give anything back within 24 h.");
        assertThat(watcher.row("nlp")).containsText("12 / 8");

        admin.clicks("Apply").sees("Saved.");
        assertThat(admin.page.locator(OWNS)).hasValue("2");
        assertThat(admin.card("Edits")).containsText("quotas h100-80gb nominal: 8 → 2");
        assertThat(watcher.row("nlp")).containsText("12 / 2");
    }

    @Test
    void whatIsWrongIsSaidAndCannotBeSaved() {
        Person admin = signIn("admin").opens("/admin/teams/nlp");
        admin.page.locator(OWNS).fill("-1");
        assertThat(effect(admin))
                .containsText(
                        "nominal.h100-80gb “-1” is not allowed; must be a whole number of GPUs from 0 to 1000000.");
        assertThat(effect(admin).getByRole(AriaRole.BUTTON)).hasCount(0);
        admin.clicks("Preview");
        assertThat(admin.page.locator(OWNS)).hasAttribute("aria-invalid", "true");
        assertThat(admin.page.locator(OWNS)).hasValue("-1");
    }

    @Test
    void theSlowerOfTwoAdminsIsTold() {
        Person slow = signIn("admin").expects(412).opens("/admin/teams/nlp");
        slow.page.locator(OWNS).fill("3");
        assertThat(slow.button("Apply")).isVisible();
        Person fast = signIn("admin").opens("/admin/teams/nlp");
        fast.page.locator(OWNS).fill("4");
        fast.clicks("Apply").sees("Saved.");
        slow.clicks("Apply").sees("412").sees("changed");
        slow.opens("/admin/teams/nlp");
        assertThat(slow.page.locator(OWNS)).hasValue("4");
    }

    @Test
    void withoutJavaScriptThePreviewIsAPageOfItsOwn() {
        Person admin = browsers().signIn("admin", new Browser.NewContextOptions().setJavaScriptEnabled(false));
        admin.opens("/admin/policy").chooses("Preset", "kueue");
        admin.clicks("Preview").clicks("Apply").sees("Saved.");
        assertThat(admin.field("Preset")).hasValue("kueue");
        admin.opens("/admin/quotas").sees("Preset kueue");
    }

    @Test
    void onlyAdminsGetThere() {
        Person lead = signIn("vision-lead").expects(403).opens("/board");
        assertThat(lead.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Quotas")))
                .hasCount(0);
        for (String path : new String[] {"/admin/quotas", "/admin/teams/vision", "/admin/policy", "/admin/audit"})
            lead.opens(path).sees("403").sees("admins");
    }

    private static Locator effect(Person admin) {
        return admin.page.locator("#effect");
    }
}
