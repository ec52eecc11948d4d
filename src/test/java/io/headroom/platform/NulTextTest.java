package io.headroom.platform;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.Problems.assertProblem;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.Ask;
import io.headroom.testing.Browser;
import io.headroom.testing.Http;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** U+0000, which no text of PostgreSQL has: refused by the name of the field, wherever somebody types or sends a text. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class NulTextTest {
    @Inject
    SmallWorld world;

    private String request;

    @BeforeEach
    void somethingToDecide() {
        world.reset();
        request = api("vision-lead").reviewed(Ask.gpus(2, FLAVOR, "vision").text("duration", "P8D"));
    }

    @Test
    void inJson() {
        refused("research-manager", "requests/" + request + "/denials", "{\"reason\": \"N\\u0000o\"}", "reason");
        refused("research-manager", "requests/" + request + "/approvals", "{\"comment\": \"N\\u0000o\"}", "comment");
        refused("research-manager", "delegations", "{\"delegate\": \"N\\u0000o\"}", "delegate");
        refused("vision-lead", "webhooks", "{\"url\": \"N\\u0000o\"}", "url");
        String rule =
                "{\"rules\": [{\"name\": \"N\\u0000o\", \"when\": \"true\", \"then\": \"DENY\", \"reason\": \"No.\"}]}";
        assertProblem(api("admin").put("approval-policy", rule), 422, "rules.[0].name", "“N␀o”", "U+0000");
        assertThat(api("admin").read("requests/" + request).getString("state")).isEqualTo("IN_REVIEW");
    }

    private static void refused(String user, String path, String json, String field) {
        assertProblem(api(user).post(path, json), 422, field + " “N␀o”", "must not contain the character U+0000");
    }

    @Test
    void inAForm() {
        Browser manager = Browser.signedInAs("research-manager");
        shown(manager.post("/requests/" + request + "/denials", Map.of("reason", "N\0o", "version", "0")), "reason");
        shown(
                manager.post("/requests/" + request + "/approvals", Map.of("comment", "N\0o", "version", "0")),
                "comment");
        shown(manager.post("/inbox/delegations", Map.of("delegate", "N\0o", "to", "2999-01-01")), "delegate");
        assertThat(api("admin").read("requests/" + request).getString("state")).isEqualTo("IN_REVIEW");
    }

    @Test
    void inAFormThatIsReadWhole() {
        Map<String, String> ask = Map.of(
                "team",
                "vision",
                "flavor",
                FLAVOR,
                "gpus",
                "1",
                "kind",
                "training",
                "duration",
                "PT8H",
                "purpose",
                "N\0o");
        shown(Browser.signedInAs("vision-lead").post("/requests", ask), "purpose");
        Map<String, String> rules = Map.of(
                "version", "0", "name", "N\0o", "when", "true", "then", "DENY", "reason", "No.", "press", "save");
        shown(Browser.signedInAs("admin").post("/admin/approval", rules), "name");
        assertThat(api("admin").read("approval-policy").getInt("version")).isZero();
    }

    private static void shown(Http.Answer answer, String field) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains(field + " “N␀o”", "U+0000");
    }
}
