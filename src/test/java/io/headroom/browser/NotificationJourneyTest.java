package io.headroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.headroom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.microsoft.playwright.Locator;
import io.headroom.testing.LocalServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** A manager denies; the lead sees it at the bell, and in the mail they chose to get. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class NotificationJourneyTest extends BrowserTest {
    private static final String REQUEST = "Distil the 7B model before the review on Friday.";

    @ConfigProperty(name = "quarkus.mailer.port")
    int mailPort;

    @Inject
    Jdbi jdbi;

    @Test
    void theBellRingsOnAnOpenPageAndFallsSilentWhenAllIsRead() {
        Person lead = signIn("nlp-lead").watches("/board");
        Locator count = lead.page.locator("#bell .count");
        assertThat(count).hasCount(0);
        denies();
        assertThat(count).hasText("1");

        lead.page.locator("#bell").click();
        lead.isAt("/notifications")
                .sees("“After the review.”")
                .sees("asks you to act")
                .sees("unread");
        lead.clicks("Mark all as read").sees("Request denied");
        assertThat(count).hasCount(0);
        lead.follows("Unread").sees("Nothing to read");
        lead.opens("/notifications")
                .follows("Request denied")
                .isAt("/requests/.*")
                .sees(REQUEST);
    }

    @Test
    void oneIsReadAndTheOthersStay() {
        Person lead = signIn("nlp-lead").watches("/notifications");
        denies();
        Api.holds("nlp", "l40s", 1, "Small things");
        Locator unread = lead.main().locator("li.unread");
        assertThat(unread).hasCount(2);
        lead.clicks("Mark as read Request denied");
        assertThat(unread).hasCount(1);
        assertThat(unread).containsText("Lease started");
    }

    @Test
    void mailComesAsChosen() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(mailPort, "localhost", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            Person lead = signIn("nlp-lead").opens("/notifications").sees("nlp-lead@headroom.example");
            lead.field("No mail").check();
            lead.clicks("Save").sees("Saved.");
            assertThat(lead.field("No mail")).isChecked();
            denies();
            assertThat(waiting()).isZero();

            lead.field("Everything at once").check();
            lead.clicks("Save").sees("Saved.");
            Api.holds("nlp", "l40s", 1, "Small things");
            assertThat(server.waitForIncomingEmail(10_000, 1)).isTrue();
            MimeMessage mail = server.getReceivedMessages()[0];
            assertThat(mail.getAllRecipients()[0]).hasToString("nlp-lead@headroom.example");
            assertThat(mail.getSubject()).startsWith("Lease started (nlp)");
            // The server stops only after the sender has said goodbye.
            eventually(() -> assertThat(waiting()).isZero());
        } finally {
            server.stop();
        }
    }

    private static void denies() {
        Person manager = signIn("research-manager").opens("/requests/" + Api.request("nlp", REQUEST));
        manager.main().getByText("Deny…").first().click();
        manager.fills("Why not?", "After the review.").clicks("Deny").sees("denied");
    }

    private int waiting() {
        return jdbi.withHandle(handle -> handle.select("""
                        SELECT count(*) FROM outbox WHERE target = 'nlp-lead' AND channel = 'MAIL'
                          AND next_attempt IS NOT NULL""").mapTo(Integer.class).one());
    }
}
