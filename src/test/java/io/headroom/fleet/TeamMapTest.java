package io.headroom.fleet;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.Browser;
import io.headroom.testing.Http;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which team's work runs where, over the API and in a browser. Teams are vision, nlp and search. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class TeamMapTest {
    private static final String MAP =
            "{\"namespaces\": {\"ml\": \"vision\"}, \"queues\": {\"fast\": \"nlp\"}, \"accounts\": {\"acc-7\": \"nlp\"}}";

    @Inject
    SmallWorld world;

    @BeforeEach
    void reset() {
        world.reset();
    }

    @Test
    void isReplacedAsAWholeAndOnRecord() {
        Response saved = api("admin").put("team-map", MAP);
        assertThat(saved.statusCode()).as(saved.asString()).isEqualTo(200);
        assertThat(api("admin").get("team-map").asString()).isEqualTo(saved.asString());
        Response again = api("admin").put("team-map", MAP, saved.header("ETag"));
        assertThat(again.header("ETag")).as("the same again changes nothing").isEqualTo(saved.header("ETag"));
        Response fewer = api("admin").put("team-map", "{\"queues\": {\"fast\": \"nlp\"}}", saved.header("ETag"));
        assertThat(fewer.jsonPath().getMap("namespaces")).isEmpty();
        assertThat(api("admin").read("audit?action=team-map.edited").getMap("items[0].before.namespaces"))
                .isEqualTo(Map.of("ml", "vision"));
    }

    @Test
    void refusesWhatIsWrongStaleOrForbidden() {
        assertProblem(
                api("admin").put("team-map", "{\"namespaces\": {\"ml\": \"visoin\"}}"),
                422,
                "namespaces.ml",
                "visoin",
                "must be a team of the portal");
        assertProblem(api("admin").put("team-map", "{\"pods\": {}}"), 422, "pods");
        assertProblem(api("admin").put("team-map", MAP, "\"999999\""), 412, "999999");
        assertProblem(api("vision-lead").put("team-map", MAP), 403, "admins");
        assertProblem(api("vision-lead").get("team-map"), 403, "admins");
    }

    @Test
    void isEditedInABrowserWithItsErrorsAtThePlace() {
        api("admin").put("team-map", "{}");
        Browser browser = Browser.signedInAs("admin");
        Http.Answer wrong = browser.post("/admin/team-map", Map.of("namespaces", "ml = visoin"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("ml = visoin", "must be a team of the portal", "aria-invalid");
        Http.Answer saved =
                browser.post("/admin/team-map", Map.of("namespaces", "ml = vision", "accounts", "acc-7 = nlp"));
        assertThat(saved.status()).isEqualTo(303);
        assertThat(browser.get("/admin/team-map").body()).contains("ml = vision", "acc-7 = nlp");
    }
}
