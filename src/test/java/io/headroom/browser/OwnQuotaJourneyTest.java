package io.headroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.headroom.testing.LocalServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Journey 1: own quota. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class OwnQuotaJourneyTest extends BrowserTest {
    @Test
    void aLeadGetsWhatTheTeamOwnsAtOnceAndEveryOpenBoardMoves() {
        Person lead = browsers().stranger().signsIn("vision-lead");
        Person watcher = signIn("nlp-lead").watches("/board?flavor=h100-80gb");
        assertThat(held(watcher, "vision")).hasText("4 / 8");
        watcher.page.evaluate("window.neverReloaded = true");

        lead.opens("/board").follows("Request GPUs").isAt("/requests/new.*");
        lead.fills("GPUs", "4").fills("What is it for?", "Detector, third run");
        assertThat(lead.preview()).containsText("You would hold all 4 at once, all own.");
        assertThat(lead.value("borrowed")).hasText("none");
        assertThat(lead.value("approval")).containsText("none needed");
        lead.clicks("Send request").isAt("/leases/.*");

        assertThat(lead.main().locator(".page-head .pill")).hasText("active");
        assertThat(lead.value("ends")).containsText("in 2 d 23 h");
        assertThat(lead.main().getByRole(AriaRole.CHECKBOX)).hasCount(4);
        assertThat(held(watcher, "vision")).hasText("8 / 8");
        assertThat(watcher.card("What the allocator decided")).containsText("4 GPUs, all own.");
        assertEquals(true, watcher.page.evaluate("window.neverReloaded"));
    }

    private static Locator held(Person person, String team) {
        return person.row(team).locator("[data-label='held / quota']");
    }
}
