package io.headroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.headroom.testing.Api.api;
import static io.headroom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.headroom.testing.LocalServices;
import io.headroom.testing.Receiver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A lead lets a program of theirs know what happens. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class WebhookJourneyTest extends BrowserTest {
    private Receiver receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void isAddedTestedPausedAndRemoved() {
        Person lead = signIn("nlp-lead").opens("/notifications").follows("Webhooks");
        lead.sees("No webhooks yet");
        String secret = adds(lead);

        lead.clicks("Send a test to " + receiver.url()).sees("A test is on its way.");
        eventually(() -> assertThat(events()).containsExactly("ping"));
        assertThat(receiver.calls().getFirst().isSignedWith(secret)).isTrue();
        // Without a reload: the page hears how the delivery went.
        lead.sees("204");

        Api.holds("nlp", "l40s", 1, "Small things");
        eventually(() -> assertThat(events()).contains("lease.started"));
        assertThat(receiver.calls()).allMatch(call -> call.isSignedWith(secret));

        int before = receiver.calls().size();
        lead.clicks("Pause " + receiver.url()).sees("The webhook is paused.").sees("paused");
        Api.holds("nlp", "l40s", 1, "Unheard");
        lead.clicks("Send a test to " + receiver.url()).sees("A test is on its way.");
        eventually(() -> assertThat(receiver.calls()).hasSize(before + 1));
        assertThat(events().getLast()).isEqualTo("ping");

        lead.clicks("Let it go on " + receiver.url()).sees("The webhook gets news again.");
        lead.main().getByText("Remove…").click();
        lead.clicks("Remove " + receiver.url()).sees("The webhook is removed.").sees("No webhooks yet");
    }

    @Test
    void whatDidNotArriveIsSentAgain() {
        receiver.answering(503);
        Person lead = signIn("nlp-lead").opens("/notifications/webhooks");
        adds(lead);
        lead.clicks("Send a test to " + receiver.url()).sees("answered 503");
        lead.main()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Send again ping"))
                .click();
        lead.sees("It is on its way again.").sees("204");
        eventually(() -> assertThat(receiver.calls()).hasSize(2));
        lead.opens("/notifications/webhooks").sees("answered 503").seesNot("Send again");
        assertThat(receiver.calls().getLast().delivery())
                .isEqualTo(receiver.calls().getFirst().delivery());
    }

    @Test
    void tooManyTestsAreRefusedInWords() {
        Person lead = signIn("nlp-lead").expects(429).opens("/notifications/webhooks");
        adds(lead);
        String id = api("nlp-lead").read("webhooks").getString("[0].id");
        for (int i = 0; i < 6; i++) api("nlp-lead").post("webhooks/" + id + "/ping", "{}");
        lead.clicks("Send a test to " + receiver.url()).sees("at most 6 times a minute");
    }

    @Test
    void aWrongAddressIsSaidBesideTheFieldAlsoWithoutJavaScript() {
        Person lead = browsers().signIn("nlp-lead", new Browser.NewContextOptions().setJavaScriptEnabled(false));
        lead.expects(422).opens("/notifications/webhooks");
        lead.fills("Address", "https://user:word@hooks.example.com/")
                .clicks("Add")
                .sees("without a user");
        assertThat(lead.field("Address")).hasValue("https://user:word@hooks.example.com/");
        adds(lead);
        lead.clicks("Send a test to " + receiver.url()).sees("A test is on its way.");
        eventually(() -> assertThat(events()).containsExactly("ping"));
    }

    /** @return its secret, which is shown once */
    private String adds(Person lead) {
        lead.fills("Address", receiver.url()).clicks("Add").sees("Copy it now");
        String secret = lead.field("Secret").inputValue();
        lead.follows("I have copied it").sees("Added by nlp-lead");
        lead.seesNot(secret);
        return secret;
    }

    private List<String> events() {
        return receiver.calls().stream().map(Receiver.Call::event).toList();
    }
}
