package io.headroom.request;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.Ask;
import io.headroom.testing.Browser;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a manager sees before they decide, of every kind of request, and how much of it at a time. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class InboxTest {
    private static final int PAGE = 25;
    private static final Pattern NEWER = Pattern.compile("href=\"(/inbox\\?cursor=[^\"]+)\"");

    @Inject
    SmallWorld world;

    @BeforeEach
    void reset() {
        world.reset();
    }

    @Test
    void anExtensionSaysWhoWouldWaitForIt() {
        String lease = api("vision-lead").holding(ask("vision", 4).text("duration", "PT1H"), "admin");
        api("nlp-lead").holding(ask("nlp", 4).text("duration", "P2D"), "admin");
        api("nlp-lead").holdingNothing(ask("nlp", 4));
        api("vision-lead").post("leases/" + lease + "/extensions", "{\"duration\": \"P8D\"}");
        String page = page("/inbox");
        assertThat(page)
                .contains("vision asks to keep 4 test-gpu for 8 d longer")
                .contains("holds 4 of a quota of 4 test-gpu; keeps 4 of them, none above it")
                .containsPattern("nlp&#39;s request for 4 test-gpu would (not )?start")
                .contains(", without this", ", with this", "vision: 4 own, 0 borrowed");
    }

    @Test
    void aResizeAndANewOneSayTheSameThings() {
        String lease = api("vision-lead").holding(ask("vision", 2).text("duration", "P2D"), "admin");
        api("vision-lead").post("leases/" + lease + "/resizes", "{\"gpus\": 6}");
        api("nlp-lead").reviewed(ask("nlp", 2).text("duration", "P8D"));
        assertThat(page("/inbox"))
                .contains("vision asks to resize a lease from 2 to 6 test-gpu")
                .contains("holds 2 of a quota of 4 test-gpu; would hold 6, 2 above it")
                .contains("nobody has to give back; nlp lends 2")
                .contains("holds 0 of a quota of 4 test-gpu; would hold 2, none above it");
        assertThat(page("/inbox").split("<dt>its use</dt>", -1)).hasSize(3);
        assertThat(page("/inbox").split("<figcaption><b>vision</b> then", -1)).hasSize(2);
    }

    @Test
    void aReservationSaysWhatItWouldCallHome() {
        api("nlp-lead").holding(ask("nlp", 8).raw("minGpus", "1").text("duration", "P2D"), "admin");
        String start = TestClock.now().plus(Duration.ofHours(20)).toString();
        api("vision-lead").reviewed(ask("vision", 4).text("duration", "P8D").text("startsAt", start));
        assertThat(page("/inbox")).contains("vision takes back 4 test-gpu from nlp by", ", with this");
    }

    @Test
    void aPageHasABoundAndTheNextOneStaysWhereItWas() {
        String first = null;
        for (int i = 0; i <= PAGE; i++) {
            String request = api("vision-lead").reviewed(ask("vision", 1).text("duration", "P8D"));
            if (i == PAGE - 1) first = request;
        }
        String page = page("/inbox");
        assertThat(rows(page)).isEqualTo(PAGE);
        Matcher newer = NEWER.matcher(page);
        assertThat(newer.find()).isTrue();
        assertThat(rows(page(newer.group(1)))).isEqualTo(1);
        // The one that the link counts from is decided: the page after it is still the page after it.
        api("research-manager").post("requests/" + first + "/approvals", "{}");
        assertThat(rows(page(newer.group(1)))).isEqualTo(1);
        assertThat(page(newer.group(1))).contains("Oldest");
    }

    private static int rows(String page) {
        return page.split(" data-row", -1).length - 1;
    }

    private static String page(String path) {
        var answer = Browser.signedInAs("research-manager").get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static Ask ask(String team, int gpus) {
        return Ask.gpus(gpus, FLAVOR, team);
    }
}
