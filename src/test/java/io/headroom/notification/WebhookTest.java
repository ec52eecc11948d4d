package io.headroom.notification;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.AtOnce.atOnce;
import static io.headroom.testing.Eventually.eventually;
import static io.headroom.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.Browser;
import io.headroom.testing.LocalServices;
import io.headroom.testing.Receiver;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.headroom.testing.Tokens;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks, called for real. The portal looks for what is due once a second. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class WebhookTest {
    private static final Duration A_FIRST_PAUSE = Duration.ofMinutes(1);

    @Inject
    SmallWorld world;

    @Inject
    Told told;

    @Inject
    MailSender mails;

    @Inject
    WebhookSender sender;

    @Inject
    NotificationConfig config;

    @Inject
    Outbox outbox;

    @Inject
    WebhookRepository webhooks;

    @Inject
    WebhookBody bodies;

    @Inject
    WebhookClient client;

    @Inject
    Clock clock;

    private Receiver receiver;

    @BeforeEach
    void reset() throws IOException {
        world.reset();
        receiver = new Receiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void isSentWhatHappenedSignedAndRepeatedUnderTheSameId() {
        JsonPath webhook = add("vision-lead", "vision", "generic");
        receiver.answering(500);
        told.happens("lease.asked-back", "vision gives back 4.");
        eventually(() -> assertThat(receiver.calls()).hasSize(1));
        eventually(() -> assertThat(told.count("SELECT count(*) FROM outbox WHERE last_error = 'answered 500'"))
                .isOne());
        TestClock.advance(A_FIRST_PAUSE);
        eventually(() -> assertThat(receiver.calls()).hasSize(2));

        Receiver.Call first = receiver.calls().getFirst();
        Receiver.Call again = receiver.calls().getLast();
        assertThat(again.delivery()).isEqualTo(first.delivery());
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.event()).isEqualTo("lease.asked-back");
        assertThat(again.isSignedWith(webhook.getString("secret"))).isTrue();
        assertThat(again.isSignedWith("another secret")).isFalse();
        JsonPath body = new JsonPath(again.body());
        assertThat(body.getString("team")).isEqualTo("vision");
        assertThat(body.getString("sentence")).isEqualTo("vision gives back 4.");
        assertThat(body.getString("link")).startsWith("http://localhost:8080/leases/");
        assertThat(body.getInt("after.gpus")).isEqualTo(4);
        eventually(() -> assertThat(page("vision-lead")).contains("500", "204", first.delivery()));
    }

    @Test
    void aRedirectIsNotFollowed() {
        add("vision-lead", "vision", "generic");
        receiver.answering(302);
        told.happens("lease.started", "4 GPUs.");
        eventually(() -> assertThat(told.count("SELECT count(*) FROM outbox WHERE last_error = 'answered 302'"))
                .isOne());
        assertThat(receiver.calls()).hasSize(1);
    }

    @Test
    void ofDeliverersAtOnceOneSendsEach() {
        add("vision-lead", "vision", "generic");
        for (int i = 0; i < 20; i++) told.happens("lease.started", "Start " + i);
        atOnce(replica(), replica(), replica());
        eventually(() -> assertThat(told.count("SELECT count(*) FROM outbox WHERE delivered_at IS NOT NULL"))
                .isEqualTo(20));
        assertThat(receiver.calls())
                .extracting(Receiver.Call::delivery)
                .doesNotHaveDuplicates()
                .hasSize(20);
    }

    @Test
    void whatADeadReplicaTookIsTakenOver() {
        String id = add("vision-lead", "vision", "generic").getString("id");
        QuarkusTransaction.requiringNew().run(() -> {
            told.tell("lease.started", "4 GPUs.");
            assertThat(outbox.take(Channel.WEBHOOK, id)).hasSize(1);
        });
        TestClock.advance(Configs.defaults().lease());
        eventually(() -> assertThat(receiver.calls()).hasSize(1));
        assertThat(told.count("SELECT attempts FROM outbox")).isEqualTo(2);
    }

    @Test
    void oneThatHangsDelaysNoOther() throws IOException {
        try (Receiver slow = new Receiver().hanging()) {
            post("vision-lead", "vision", "generic", slow.url());
            for (int i = 0; i < 20; i++) told.happens("lease.started", "Start " + i);
            eventually(() -> assertThat(slow.calls()).hasSize(1));
            add("vision-lead", "vision", "generic");
            told.happens("lease.asked-back", "vision gives back 4.");
            eventually(() -> assertThat(receiver.calls()).hasSize(1));
        }
    }

    @Test
    void aTeamHasSoManyAndNoMore() {
        for (int i = 0; i < Configs.defaults().webhooksPerTeam(); i++) add("vision-lead", "vision", "generic");
        assertProblem(post("vision-lead", "vision", "generic"), 409, "vision has 10 webhooks");
        add("nlp-lead", "nlp", "generic");
        Browser lead = Browser.signedInAs("vision-lead");
        var page = lead.post(
                "/notifications/webhooks", Map.of("url", receiver.url(), "team", "vision", "format", "GENERIC"));
        assertThat(page.status()).isEqualTo(409);
        assertThat(page.body()).contains("vision has 10 webhooks");
    }

    @Test
    void testsAreFewInAMinute() {
        String ping = "webhooks/" + add("vision-lead", "vision", "generic").getString("id") + "/ping";
        Instant start = TestClock.now().truncatedTo(ChronoUnit.MILLIS);
        TestClock.stopAt(start);
        for (int i = 0; i < Configs.defaults().trialsPerMinute(); i++)
            assertThat(api("vision-lead").post(ping, "{}").statusCode()).isEqualTo(202);
        TestClock.stopAt(start.plusSeconds(20));
        var refused = api("vision-lead").post(ping, "{}");
        assertProblem(refused, 429, "at most 6 times a minute", "40 s");
        assertThat(refused.header("Retry-After")).isEqualTo("40");
        var page = Browser.signedInAs("vision-lead").post("/notifications/" + ping, Map.of());
        assertThat(page.status()).isEqualTo(429);
        assertThat(page.body()).contains("at most 6 times a minute");
        TestClock.stopAt(start.plusSeconds(60));
        assertThat(api("vision-lead").post(ping, "{}").statusCode()).isEqualTo(202);
    }

    @Test
    void itsDeliveriesAreListedAndSentAgain() {
        String id = add("vision-lead", "vision", "generic").getString("id");
        receiver.answering(500);
        told.happens("lease.started", "4 GPUs.");
        String path = "webhooks/" + id + "/deliveries";
        eventually(() -> assertThat(api("vision-lead").read(path).getString("items[0].error"))
                .isEqualTo("answered 500"));
        JsonPath waiting = api("vision-lead").read(path);
        assertThat(waiting.getString("items[0].state")).isEqualTo("WAITING");
        assertThat(waiting.getInt("items[0].status")).isEqualTo(500);
        String delivery = waiting.getString("items[0].id");
        for (int calls = 2; calls <= 3; calls++) {
            int expected = calls;
            assertThat(api("vision-lead")
                            .post(path + "/" + delivery + "/redelivery", "{}")
                            .statusCode())
                    .isEqualTo(202);
            eventually(() -> assertThat(receiver.calls())
                    .hasSize(expected)
                    .extracting(Receiver.Call::delivery)
                    .containsOnly(delivery));
            eventually(() -> assertThat(api("vision-lead").read(path).getString("items[0].state"))
                    .isEqualTo("DELIVERED"));
        }
        told.happens("lease.released", "2 GPUs.");
        JsonPath newest = api("vision-lead").read(path + "?limit=1");
        assertThat(newest.getString("items[0].action")).isEqualTo("lease.released");
        JsonPath oldest = api("vision-lead").read(path + "?limit=1&cursor=" + newest.getString("next"));
        assertThat(oldest.getString("items[0].id")).isEqualTo(delivery);
        assertThat(oldest.getString("next")).isNull();
        assertProblem(api("nlp-lead").get(path), 404, id);
        assertProblem(api("nlp-lead").post(path + "/" + delivery + "/redelivery", "{}"), 404, id);
        assertProblem(api("vision-lead").post(path + "/" + UUID.randomUUID() + "/redelivery", "{}"), 404, "delivery");
    }

    @Test
    void slackIsSentOneText() {
        add("admin", null, "slack");
        told.happens("lease.started", "4 GPUs <!channel>");
        eventually(() -> assertThat(receiver.calls()).hasSize(1));
        JsonPath body = new JsonPath(receiver.calls().getFirst().body());
        assertThat(body.getMap("")).containsOnlyKeys("text");
        assertThat(body.getString("text"))
                .startsWith("Lease started (vision): 4 GPUs &lt;!channel&gt; <http://localhost:8080/leases/")
                .endsWith("|Open>");
    }

    @Test
    void anotherTeamsNewsIsNotForIt() {
        add("nlp-lead", "nlp", "generic");
        told.happens("lease.started", "4 GPUs of vision.");
        assertThat(told.count("SELECT count(*) FROM outbox")).isZero();
    }

    @Test
    void aPausedOneIsToldNothingButAnswersPings() {
        String id = add("vision-lead", "vision", "generic").getString("id");
        api("vision-lead").put("webhooks/" + id, "{\"active\": false}");
        told.happens("lease.started", "4 GPUs.");
        String delivery = api("vision-lead")
                .post("webhooks/" + id + "/ping", "{}")
                .jsonPath()
                .getString("delivery");
        eventually(() -> assertThat(receiver.calls())
                .extracting(Receiver.Call::event, Receiver.Call::delivery)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("ping", delivery)));
    }

    @Test
    void anotherTeamsWebhookIsNotThere() {
        String id = add("vision-lead", "vision", "generic").getString("id");
        assertProblem(api("nlp-lead").post("webhooks/" + id + "/ping", "{}"), 404, id);
        assertProblem(api("nlp-lead").put("webhooks/" + id, "{\"active\": false}"), 404, id);
        assertThat(Tokens.as("nlp-lead").delete("/api/v1/webhooks/" + id).statusCode())
                .isEqualTo(404);
        assertThat(api("nlp-lead").get("webhooks").jsonPath().getList("")).isEmpty();
        JsonPath list = api("vision-lead").read("webhooks");
        assertThat(list.getString("[0].id")).isEqualTo(id);
        assertThat(list.getString("[0].secret")).as("shown once").isNull();
        assertThat(Tokens.as("vision-lead").delete("/api/v1/webhooks/" + id).statusCode())
                .isEqualTo(204);
        assertThat(api("admin").get("webhooks").jsonPath().getList("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftp://example.com/", "/hook", "https://", "http://a:b@example.com/", "not an address"})
    void thisIsNoAddress(String url) {
        assertProblem(api("admin").post("webhooks", "{\"url\": \"" + url + "\"}"), 422, "url");
    }

    @Test
    void onlyItsLeadsAndAdminsAddOne() {
        assertProblem(post("vision-lead", null, "generic"), 403, "admins");
        assertProblem(post("vision-member", "vision", "generic"), 403, "leads of vision");
        assertProblem(post("nlp-lead", "vision", "generic"), 404, "vision");
        assertProblem(post("vision-lead", "vision", "xml"), 422, "format", "xml");
        assertThat(told.count("SELECT count(*) FROM webhook")).isZero();
    }

    @Test
    void aPrivateAddressIsNotCalledWhereThatIsForbidden() {
        String id = add("vision-lead", "vision", "generic").getString("id");
        var strict = new WebhookSender(webhooks, bodies, new AddressRule(Configs.defaults()), client, clock);
        Outcome outcome = strict.send(new Delivery(UUID.randomUUID(), id, 1, null));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, it -> assertThat(it.error())
                .contains("public address", "127.0.0.1"));
        assertThat(receiver.calls()).isEmpty();
    }

    @Test
    void thePageAddsOneAndShowsItsSecretOnce() {
        Browser lead = Browser.signedInAs("vision-lead");
        String path = "/notifications/webhooks";
        var wrong = lead.post(path, Map.of("url", "ftp://x", "team", "vision", "format", "SLACK"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("ftp://x", "must be an http or https address");
        var added = lead.post(path, Map.of("url", receiver.url(), "team", "vision", "format", "GENERIC"));
        assertThat(added.status()).isEqualTo(201);
        String secret = added.body().replaceAll("(?s).*readonly value=\"([0-9a-f]{64})\".*", "$1");
        assertThat(secret).hasSize(64);
        assertThat(lead.get(path).body()).contains(receiver.url()).doesNotContain(secret);
    }

    /** Another replica's postman, who knows nothing of this one's. */
    private Callable<Void> replica() {
        Postman other = new Postman(outbox, mails, sender, config);
        return () -> {
            other.deliverWebhooks();
            return null;
        };
    }

    private JsonPath add(String user, String team, String format) {
        var answer = post(user, team, format);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.jsonPath();
    }

    private Response post(String user, String team, String format) {
        return post(user, team, format, receiver.url());
    }

    private static Response post(String user, String team, String format, String url) {
        String scope = team == null ? "" : "\"team\": \"" + team + "\", ";
        return api(user).post("webhooks", "{" + scope + "\"url\": \"" + url + "\", \"format\": \"" + format + "\"}");
    }

    private static String page(String user) {
        return Browser.signedInAs(user).get("/notifications/webhooks").body();
    }
}
