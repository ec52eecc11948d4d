package io.headroom.request;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.Problems.assertProblem;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.Ask;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.Tokens;
import io.headroom.testing.Written;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One answer to several requests over REST: each on its own, each once. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class SameAnswerApiTest {
    private static final String MANAGER = "research-manager";

    @Inject
    SmallWorld world;

    @Inject
    Jdbi jdbi;

    private String first;
    private String second;

    @BeforeEach
    void twoAreAsked() {
        world.reset();
        first = asks("vision");
        second = asks("nlp");
    }

    @Test
    void eachIsAnsweredForItself() {
        JsonPath items = read(send("approvals", MANAGER, null, approvals(0, 7)));
        assertThat(items.getList("items.id")).containsExactly(first, second);
        assertThat(items.getList("items.status")).containsExactly(200, 412);
        assertThat(items.getString("items[0].request.state")).isEqualTo("APPROVED");
        assertThat(items.getString("items[0].request.lease")).isNotNull();
        assertThat(items.getString("items[1].problem.type")).isEqualTo("/problems/stale-version");
        assertThat(items.getInt("items[1].problem.current")).isZero();
        assertThat(state(second)).isEqualTo("IN_REVIEW");
    }

    @Test
    void allAreDeniedForOneReason() {
        String body = "{\"requests\": [{\"id\": \"" + first + "\"}, {\"id\": \"" + second
                + "\"}], \"reason\": \"Maintenance.\"}";
        assertThat(read(send("denials", MANAGER, null, body)).getList("items.request.state"))
                .containsExactly("DENIED", "DENIED");
        assertThat(api("admin").read("requests/" + second + "/answers").getString("[0].comment"))
                .isEqualTo("Maintenance.");
    }

    @Test
    void theSameKeyAnswersNothingTwice() {
        JsonPath once = read(send("approvals", MANAGER, "k1", approvals(0, 0)));
        for (String lease : once.getList("items.request.lease", String.class))
            api("admin").awaitPhase(lease, "ACTIVE");
        Written written = Written.in(jdbi);
        JsonPath again = read(send("approvals", MANAGER, "k1", approvals(0, 0)));
        assertThat(again.getList("items.status")).containsExactly(200, 200);
        assertThat(again.getList("items.request.lease")).isEqualTo(once.getList("items.request.lease"));
        assertThat(Written.in(jdbi)).isEqualTo(written);
        assertThat(read(send("approvals", MANAGER, "k1", approvals(0, 1))).getList("items.problem.type"))
                .containsOnly("/problems/idempotency-key-reused");
    }

    @Test
    void withoutAKeyTheSecondTimeIsStale() {
        send("approvals", MANAGER, null, approvals(0, 0));
        assertThat(read(send("approvals", MANAGER, null, approvals(0, 0))).getList("items.status"))
                .containsExactly(412, 412);
    }

    @Test
    void anotherCohortsRequestIsAsIfItWereNot() {
        assertThat(read(send("approvals", "products-manager", null, approvals(0, 0)))
                        .getList("items.status"))
                .containsExactly(404, 404);
        assertProblem(send("approvals", "vision-lead", null, approvals(0, 0)), 403, "managers");
        assertThat(Written.in(jdbi).figures()).containsEntry("answers", 0L);
    }

    @Test
    void nonsenseIsRefusedByName() {
        for (String body : List.of("{}", "{\"requests\": []}", "{\"requests\": [null]}", "{\"requests\": [{}]}"))
            assertProblem(send("approvals", MANAGER, null, body), 422, "requests");
        assertProblem(send("approvals", MANAGER, null, "{\"requests\": [{\"id\": \"1\"}]}"), 422, "requests.[0].id");
        assertProblem(send("denials", MANAGER, null, "{\"requests\": [{\"id\": \"" + first + "\"}]}"), 422, "reason");
        assertThat(Written.in(jdbi).figures()).containsEntry("answers", 0L);
    }

    private String approvals(int firstVersion, int secondVersion) {
        return "{\"requests\": [{\"id\": \"%s\", \"version\": %d}, {\"id\": \"%s\", \"version\": %d}]}"
                .formatted(first, firstVersion, second, secondVersion);
    }

    private static Response send(String what, String user, String key, String body) {
        var call = Tokens.as(user).contentType(ContentType.JSON).body(body);
        return (key == null ? call : call.header("Idempotency-Key", key)).post("/api/v1/requests/" + what);
    }

    private static JsonPath read(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private static String asks(String team) {
        return api(team + "-lead").reviewed(Ask.gpus(1, FLAVOR, team).text("duration", "P8D"));
    }

    private static String state(String request) {
        return api("admin").read("requests/" + request).getString("state");
    }
}
