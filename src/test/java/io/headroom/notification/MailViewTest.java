package io.headroom.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MailViewTest {
    @Test
    void whatPeopleWriteSteersNothing() {
        MailView mail =
                MailView.of(List.of(denied("No.\r\nBcc: eve\rone\u2028two\u0000\tthree\n")), URI.create("http://h"));
        assertThat(mail.subject()).isEqualTo("Request denied (vision): No. Bcc: eve one\u2028two three ");
        assertThat(mail.items().getFirst().sentence()).isEqualTo("No.\nBcc: eve\none\ntwo three\n");
    }

    private static News denied(String sentence) {
        return new News(
                UUID.randomUUID(),
                Instant.EPOCH,
                "admin",
                "request.denied",
                "Request denied",
                Importance.IMPORTANT,
                "request",
                "7",
                "vision",
                sentence,
                "/requests/7",
                null,
                null);
    }
}
