package io.headroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import io.headroom.testing.LocalServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** A manager is away, and somebody else decides. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class DelegationJourneyTest extends BrowserTest {
    private static final String REQUEST = "Distil the 7B model before the review on Friday.";
    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    @Test
    void aStandInDecidesAndTheTeamSeesForWhom() {
        Person standIn = signIn("speech-lead").opens("/board");
        Person manager = signIn("research-manager").opens("/inbox").follows("Delegations");
        manager.sees("Nobody stands in for anybody");
        manager.fills("Username", "speech-lead")
                .fills("Last day", TODAY.plusDays(3).toString())
                .fills("Note", "On a hike.")
                .clicks("Delegate")
                .sees("“On a hike.”");

        standIn.opens("/board").follows("Inbox");
        standIn.sees(REQUEST).sees("You decide on behalf of research-manager.");
        standIn.fills("Comment", "Rita would say yes.").clicks("Approve").sees("Nothing waits for you");
        standIn.follows("Decided").sees("speech-lead on behalf of research-manager approved 3 GPUs");

        Person lead = signIn("nlp-lead").opens("/requests/" + Api.request("nlp", REQUEST));
        lead.sees("speech-lead on behalf of research-manager approved 3 GPUs").sees("Rita would say yes.");

        manager.clicks("End speech-lead for research-manager").sees("by research-manager");
        assertThat(manager.button("End speech-lead for research-manager")).hasCount(0);
        standIn.expects(403).opens("/inbox").sees("Only managers, admins, and those who stand in for them");
    }

    @Test
    void whatIsWrongIsSaidBesideTheFieldAlsoWithoutJavaScript() {
        Person manager =
                browsers().signIn("research-manager", new Browser.NewContextOptions().setJavaScriptEnabled(false));
        signIn("speech-lead").opens("/board");
        manager.expects(422).opens("/inbox/delegations");
        manager.fills("Username", "research-manager")
                .fills("Last day", TODAY.plusDays(120).toString())
                .clicks("Delegate");
        manager.sees("nobody delegates to themselves").sees("at most 90 days");
        assertThat(manager.field("Username")).hasValue("research-manager");
        manager.fills("Username", "Speech-Lead")
                .fills("Last day", TODAY.toString())
                .clicks("Delegate");
        manager.sees("the portal knows speech-lead");
        manager.fills("Username", "speech-lead")
                .fills("Last day", TODAY.toString())
                .clicks("Delegate");
        manager.sees("on " + TODAY);
        manager.clicks("End speech-lead for research-manager").sees("ended");
    }
}
