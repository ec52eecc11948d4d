package io.headroom.notification;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.AtOnce.atOnce;
import static io.headroom.testing.Eventually.eventually;
import static io.headroom.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.Browser;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.headroom.testing.Tokens;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    Postman postman;

    @Inject
    Outbox outbox;

    @Inject
    WebhookRepository webhooks;

    @Inject
    WebhookBody bodies;

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
        assertThat(again.signature()).isEqualTo(signed(webhook.getString("secret"), again));
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
        atOnce(delivering(), delivering(), delivering());
        eventually(() -> assertThat(told.count("SELECT count(*) FROM outbox WHERE delivered_at IS NOT NULL"))
                .isEqualTo(20));
        assertThat(receiver.calls())
                .extracting(Receiver.Call::delivery)
                .doesNotHaveDuplicates()
                .hasSize(20);
    }

    @Test
    void whatADeadReplicaTookIsTakenOver() {
        add("vision-lead", "vision", "generic");
        QuarkusTransaction.requiringNew().run(() -> {
            told.tell("lease.started", "4 GPUs.");
            assertThat(outbox.takeOne(Channel.WEBHOOK)).hasSize(1);
        });
        TestClock.advance(Configs.defaults().lease());
        eventually(() -> assertThat(receiver.calls()).hasSize(1));
        assertThat(told.count("SELECT attempts FROM outbox")).isEqualTo(2);
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
        var strict = new WebhookSender(webhooks, bodies, new AddressRule(Configs.defaults()), clock);
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

    private Callable<Void> delivering() {
        return () -> {
            postman.deliverWebhooks();
            return null;
        };
    }

    private JsonPath add(String user, String team, String format) {
        var answer = post(user, team, format);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.jsonPath();
    }

    private io.restassured.response.Response post(String user, String team, String format) {
        String scope = team == null ? "" : "\"team\": \"" + team + "\", ";
        return api(user)
                .post("webhooks", "{" + scope + "\"url\": \"" + receiver.url() + "\", \"format\": \"" + format + "\"}");
    }

    private static String page(String user) {
        return Browser.signedInAs(user).get("/notifications/webhooks").body();
    }

    /** What the receiver computes for itself, from the time it was told. */
    private static String signed(String secret, Receiver.Call call) {
        List<String> parts = List.of(call.signature().split("[=,]"));
        return Signature.of(secret, Instant.ofEpochSecond(Long.parseLong(parts.get(1))), call.body());
    }
}
