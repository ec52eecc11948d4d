package io.headroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.headroom.testing.LocalServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** What people do to pages that pages should survive. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class BadInputTest extends BrowserTest {
    @Test
    void aDoubleClickAsksOnce() {
        int before = Api.requests("vision");
        Person lead = signIn("vision-lead").opens("/requests/new");
        lead.fills("GPUs", "2").fills("What is it for?", "Clicked twice");
        lead.button("Send request").dblclick();
        lead.isAt("/leases/.*");
        assertEquals(before + 1, Api.requests("vision"));
    }

    @Test
    void goingBackAndSendingAgainAsksOnce() {
        int before = Api.requests("vision");
        Person lead = signIn("vision-lead").opens("/requests/new");
        lead.fills("GPUs", "2").fills("What is it for?", "Sent, back, sent again");
        String key = lead.page.locator("input[name=key]").inputValue();
        lead.clicks("Send request").isAt("/leases/.*");
        String lease = lead.page.url();
        // Some browsers bring the old form back, others load a new one; a replay is the old form with its key.
        lead.page.goBack();
        lead.fills("GPUs", "2").fills("What is it for?", "Sent, back, sent again");
        lead.page.locator("input[name=key]").evaluate("(field, key) => { field.value = key; }", key);
        lead.clicks("Send request").isAt("/leases/.*");
        assertEquals(lease, lead.page.url());
        assertEquals(before + 1, Api.requests("vision"));
    }

    @Test
    void ofTwoManagersOneDecidesAndTheOtherIsTold() {
        String request = Api.request("nlp", "Distil the 7B model before the review on Friday.");
        Person one = signIn("research-manager").opens("/inbox");
        Person other = signIn("research-manager").expects(412).watches("/requests/" + request);
        // What the other sees stays as it was, as if both pressed the button in the same moment.
        other.page.getByLabel("Pause live updates").click();
        one.clicks("Approve").sees("Nothing waits for you");
        other.clicks("Approve").sees("412").sees("changed");
        other.opens("/requests/" + request).sees("3 of 3 GPUs approved.");
        assertThat(other.card("Answers").getByRole(AriaRole.LISTITEM)).hasCount(1);
    }

    @Test
    void badValuesAreShownBesideTheFieldsWithWhatWasTyped() {
        int before = Api.requests("vision");
        Person lead = signIn("vision-lead").expects(422).opens("/requests/new");
        lead.fills("GPUs", "0").fills("Works with at least", "9").fills("What is it for?", "");
        lead.clicks("Send request");
        Locator gpus = lead.field("GPUs");
        assertThat(gpus).hasAttribute("aria-invalid", "true");
        assertThat(gpus).hasValue("0");
        assertThat(gpus)
                .hasAccessibleDescription(
                        "gpus “0” is not allowed; must be a whole number from 1 to 32 (all h100-80gb there are).");
        assertThat(lead.field("Works with at least")).hasValue("9");
        assertThat(lead.field("What is it for?"))
                .hasAccessibleDescription(
                        "purpose is missing; say what it is for in a sentence; your manager reads it.");
        assertEquals(before, Api.requests("vision"));

        lead.fills("GPUs", "999999999999")
                .fills("What is it for?", "All of them")
                .clicks("Send request");
        assertThat(lead.field("GPUs")).hasValue("999999999999");
        lead.fills("GPUs", "1.5").clicks("Send request");
        assertThat(lead.field("GPUs")).hasAttribute("aria-invalid", "true");
        assertThat(lead.field("What is it for?")).hasValue("All of them");
        assertEquals(before, Api.requests("vision"));
    }

    @Test
    void anotherTeamsLeaseIsNotThere() {
        Person member = signIn("vision-member").expects(404);
        member.opens("/leases/" + Api.lease("nlp", "Tokenizer sweep"))
                .sees("404")
                .seesNot("Tokenizer sweep");
        member.opens("/leases/" + Api.lease("vision", "Detector, second training run"))
                .sees("Detector, second training run");
        assertThat(member.button("Release")).hasCount(0);
        member.opens("/leases/no-such-lease").sees("404");
        member.opens("/no-such-page").sees("404");
    }

    @Test
    void aPortalWithoutTeamsSaysWhatToDo() {
        world.empty();
        Person lead = signIn("vision-lead").expects(404).watches("/board");
        // The exporters answer and bring their devices back within a second; teams come from people.
        lead.sees("No teams yet").sees("Give your teams quotas of these GPUs").sees("No decisions yet");
        lead.opens("/requests").sees("No requests here");
        lead.opens("/teams/vision").sees("404");
    }

    @Test
    void aLongPurposeBreaksNoPage() {
        String purpose = "Pretraining-the-multilingual-encoder".repeat(14).substring(0, 498) + "!!";
        Person lead = signIn("vision-lead").opens("/requests/new");
        lead.fills("GPUs", "1")
                .fills("What is it for?", purpose)
                .clicks("Send request")
                .isAt("/leases/.*");
        // Asked until it holds: while a refresh is swapped in, a page may be wider.
        lead.page.setViewportSize(360, 800);
        for (String path : new String[] {lead.page.url(), "/teams/vision", "/requests"}) {
            lead.opens(path).sees(purpose.substring(0, 80));
            assertThat(lead.page.locator("html")).hasJSProperty("scrollWidth", 360);
        }
        lead.page.setViewportSize(1320, 900);
        for (String path : new String[] {"/teams/vision", "/requests"}) {
            lead.opens(path);
            assertThat(lead.page.locator("html")).hasJSProperty("scrollWidth", 1320);
        }
    }
}
