package io.headroom.notification;

import static io.headroom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.headroom.testing.Browser;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mail over real SMTP. The portal looks for what is due once a second. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class MailTest {
    private static final Duration A_FIRST_PAUSE = Duration.ofMinutes(1);
    private static final int PATIENCE = 10_000;
    private static final String ATTEMPTS = "SELECT coalesce(max(attempts), 0) FROM outbox";
    private static final String DELIVERED = "SELECT count(*) FROM outbox WHERE delivered_at IS NOT NULL";

    @Inject
    SmallWorld world;

    @Inject
    Told told;

    @Inject
    Notifications notifications;

    @ConfigProperty(name = "quarkus.mailer.port")
    int port;

    private GreenMail server;

    @BeforeEach
    void reset() {
        world.reset();
        told.lead("ada");
    }

    @AfterEach
    void stop() {
        if (server != null) server.stop();
    }

    @Test
    void whatAsksToActIsMailedAtOnce() throws Exception {
        startServer();
        told.happens("lease.asked-back", "vision gives back 4 to nlp by 14:20 UTC.");
        told.happens("lease.started", "This can wait for the digest.");
        MimeMessage mail = received(1)[0];
        assertThat(mail.getAllRecipients()[0]).hasToString("ada@headroom.example");
        assertThat(mail.getSubject())
                .isEqualTo("GPUs have to go back (vision): vision gives back 4 to nlp by 14:20 UTC.");
        String text = part(mail, 0);
        assertThat(text).contains("vision gives back 4 to nlp", "http://localhost:8080/leases/", "/notifications");
        assertThat(part(mail, 1))
                .contains("<a href=", "vision gives back 4 to nlp")
                .doesNotContain("<img");
        assertThat(told.count(DELIVERED)).isOne();
    }

    @Test
    void whatPeopleWriteIsTextNotMarkupAndNoHeader() throws Exception {
        startServer();
        told.happens("request.denied", "No.\r\nBcc: eve@example.com <b>really</b>");
        MimeMessage mail = received(1)[0];
        assertThat(mail.getSubject()).contains("No. Bcc: eve@example.com").doesNotContain("\n");
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(part(mail, 0))
                .contains("No.\r\nBcc: eve@example.com <b>really</b>")
                .doesNotContain("\r\r");
        assertThat(part(mail, 1)).contains("&lt;b&gt;really");
    }

    @Test
    void theDigestHasADayInIt() throws Exception {
        startServer();
        notifications.wish("ada", MailWish.DIGEST);
        TestClock.stopAt(TestClock.now());
        for (int i = 0; i < 3; i++) told.happens("lease.started", "Start " + i);
        told.happens("lease.asked-back", "Back again");
        TestClock.stopAt(new DigestTime(LocalTime.of(8, 0), ZoneOffset.UTC).after(TestClock.now()));
        MimeMessage mail = received(1)[0];
        assertThat(mail.getSubject()).isEqualTo("4 news from Headroom");
        assertThat(part(mail, 0)).contains("Start 0", "Start 1", "Start 2", "Back again");
        eventually(() -> assertThat(told.count(DELIVERED)).isEqualTo(4));
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aDeadMailServerLosesNothing() throws Exception {
        told.happens("lease.asked-back", "vision gives back 4.");
        eventually(() -> assertThat(told.count(ATTEMPTS)).isOne());
        eventually(() -> assertThat(told.count("SELECT count(*) FROM outbox WHERE last_error IS NOT NULL"))
                .isOne());
        startServer();
        TestClock.advance(A_FIRST_PAUSE);
        assertThat(received(1)).hasSize(1);
        assertThat(told.count(DELIVERED)).isOne();
        assertThat(told.count(ATTEMPTS)).isEqualTo(2);
    }

    @Test
    void whileTheServerThinksAboutOneMailItIsHandedOthers() throws Exception {
        for (String name : List.of("bob", "cid")) told.lead(name);
        server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
        server.start();
        List<Socket> calls = new ArrayList<>();
        try (ServerSocket thinking = new ServerSocket(port, 50, InetAddress.getByName("localhost"))) {
            thinking.setSoTimeout(PATIENCE);
            told.happens("lease.asked-back", "vision gives back 4.");
            while (calls.size() < 3) calls.add(thinking.accept());
        }
        for (Socket call : calls)
            connect(call, new Socket("localhost", server.getSmtp().getPort()));
        assertThat(received(3)).hasSize(3);
    }

    private static void connect(Socket one, Socket other) {
        Thread.ofVirtual().start(() -> copy(one, other));
        Thread.ofVirtual().start(() -> copy(other, one));
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of them hung up.
        }
    }

    @Test
    void whoWantsNoMailGetsNoneNotEvenWhatWaits() {
        told.happens("lease.started", "Waits for the digest.");
        assertThat(told.count("SELECT count(*) FROM outbox")).isOne();
        notifications.wish("ada", MailWish.NONE);
        told.happens("lease.asked-back", "vision gives back 4.");
        assertThat(told.count("SELECT count(*) FROM outbox")).isZero();
        assertThat(told.count("SELECT count(*) FROM notification WHERE person = 'ada'"))
                .isEqualTo(2);
    }

    @Test
    void theAddressIsThatOfTheToken() throws Exception {
        startServer();
        Browser lead = Browser.signedInAs("vision-lead");
        assertThat(lead.get("/notifications").body()).contains("vision-lead@headroom.example");
        assertThat(lead.post("/notifications/mail", Map.of("wish", "AT_ONCE")).status())
                .isEqualTo(303);
        told.happens("lease.started", "4 GPUs, all own.");
        assertThat(received(1)[0].getAllRecipients()[0]).hasToString("vision-lead@headroom.example");
    }

    /** Until then nobody listens where the portal sends its mail. */
    private void startServer() {
        server = new GreenMail(new ServerSetup(port, "localhost", ServerSetup.PROTOCOL_SMTP));
        server.start();
    }

    /** A server that stops before the sender has said goodbye would fail a delivery in the next test. */
    private MimeMessage[] received(int count) {
        assertThat(server.waitForIncomingEmail(PATIENCE, count)).isTrue();
        eventually(() -> assertThat(told.count(DELIVERED)).isGreaterThanOrEqualTo(count));
        return server.getReceivedMessages();
    }

    /** 0 is the plain text, 1 the HTML. */
    private static String part(MimeMessage mail, int index) throws Exception {
        return ((MimeMultipart) mail.getContent())
                .getBodyPart(index)
                .getContent()
                .toString();
    }
}
