package io.headroom.notification;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.Problems.assertProblem;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.testing.Ask;
import io.headroom.testing.Browser;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is told what in the portal. People are known by their visits. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class NotificationTest {
    private static final String UNREAD = "notifications?unread=true";

    @Inject
    SmallWorld world;

    @Inject
    Told told;

    @BeforeEach
    void reset() {
        world.reset();
    }

    @Test
    void aManagerIsToldOfARequestAndTheLeadOfTheDenial() {
        Browser.signedInAs("research-manager");
        Browser.signedInAs("vision-lead");
        String request =
                api("vision-lead").reviewed(Ask.gpus(2, FLAVOR, "vision").text("duration", "P8D"));
        var asked = api("research-manager").read("notifications");
        assertThat(asked.getString("items[0].title")).isEqualTo("New request");
        assertThat(asked.getBoolean("items[0].important")).isTrue();
        assertThat(asked.getString("items[0].sentence")).contains("vision-lead asks for 2 " + FLAVOR);
        assertThat(asked.getString("items[0].link")).isEqualTo("/requests/" + request);
        assertThat(api("vision-lead").read("notifications").getList("items"))
                .as("nobody is told what they did themselves")
                .isEmpty();

        api("research-manager").post("requests/" + request + "/denials", "{\"reason\": \"Not now.\"}");
        assertThat(api("vision-lead").read("notifications").getString("items[0].sentence"))
                .contains("research-manager denied", "Not now.");
        assertThat(api("research-manager").read("notifications").getList("items"))
                .hasSize(1);
    }

    @Test
    void whatIsRolledBackIsToldNobody() {
        told.lead("ada");
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    told.tell("lease.started", "4 GPUs, all own.");
                    throw new IllegalStateException("the action failed");
                }))
                .hasMessageContaining("the action failed");
        assertThat(told.count("SELECT (SELECT count(*) FROM news) + (SELECT count(*) FROM outbox)"))
                .isZero();
    }

    @Test
    void whatIsNotInTheTableIsToldNobody() {
        told.lead("ada");
        told.happens("lease.approved", "Approved.");
        assertThat(told.count("SELECT count(*) FROM news")).isZero();
    }

    @Test
    void whoHasNotBeenHereForLongIsToldNothing() {
        told.lead("ada");
        TestClock.advance(Duration.ofDays(91));
        told.lead("grace");
        told.happens("lease.started", "4 GPUs, all own.");
        assertThat(told.count("SELECT count(*) FROM notification WHERE person = 'grace'"))
                .isOne();
        assertThat(told.count("SELECT count(*) FROM notification")).isOne();
    }

    @Test
    void oneIsReadOrAllAndSomebodyElsesIsNotThere() {
        Browser lead = Browser.signedInAs("vision-lead");
        for (int i = 0; i < 3; i++) told.happens("lease.started", "Start " + i);
        var all = api("vision-lead").read("notifications?limit=2");
        assertThat(all.getList("items.sentence")).containsExactly("Start 2", "Start 1");
        assertThat(api("vision-lead")
                        .read("notifications?limit=2&cursor=" + all.getString("next"))
                        .getList("items.sentence"))
                .containsExactly("Start 0");
        assertThat(lead.get("/board").body()).contains("Notifications, 3 unread");

        String path = "notifications/" + all.getString("items[0].id") + "/read";
        assertProblem(api("nlp-lead").post(path, "{}"), 404, "notification");
        assertThat(api("vision-lead").post(path, "{}").jsonPath().getString("readAt"))
                .isNotNull();
        assertThat(api("vision-lead").read(UNREAD).getList("items")).hasSize(2);

        assertThat(lead.post("/notifications/read", Map.of()).location()).endsWith("/notifications");
        assertThat(api("vision-lead").read(UNREAD).getList("items")).isEmpty();
        assertThat(lead.get("/notifications").body()).contains("Start 0").doesNotContain("Mark all as read");
    }

    @Test
    void badParametersAreNamed() {
        assertProblem(api("vision-lead").get("notifications?unread=yes"), 422, "unread", "yes");
        assertProblem(api("vision-lead").get("notifications?limit=0"), 422, "limit");
        assertProblem(api("vision-lead").post("notifications/7/read", "{}"), 404, "notification");
    }
}
