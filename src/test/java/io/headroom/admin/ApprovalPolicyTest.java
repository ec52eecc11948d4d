package io.headroom.admin;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.Problems.assertProblem;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.Ask;
import io.headroom.testing.Browser;
import io.headroom.testing.Http;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.Written;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The approval policy as data: saved in versions, tried on what was asked before, and never approving by mistake. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class ApprovalPolicyTest {
    private static final String PATH = "approval-policy";
    private static final String RULE = """
            {"name": "%s", "when": "%s", "then": "%s", "steps": %s, "reason": "%s"}""";

    @Inject
    SmallWorld world;

    @Inject
    Jdbi jdbi;

    @BeforeEach
    void reset() {
        world.reset();
    }

    private static String policy(String... rules) {
        return "{\"comment\": \"A test.\", \"rules\": [" + String.join(",", rules) + "]}";
    }

    private static String review(String when) {
        return RULE.formatted("Review", when, "REVIEW", "[\"manager\"]", "it is tried");
    }

    private static String approve(String when) {
        return RULE.formatted("Approve", when, "APPROVE", "[]", "Fine.");
    }

    private static String deny(String when) {
        return RULE.formatted("Deny", when, "DENY", "[]", "Not {request.gpus} today.");
    }

    private static void saved(String body) {
        Response saved = api("admin").put(PATH, body);
        assertThat(saved.statusCode()).as(saved.asString()).isEqualTo(200);
    }

    private static Ask ask(int gpus) {
        return Ask.gpus(gpus, FLAVOR, "vision");
    }

    @Test
    void versionsAreKeptAndOneCanGoBack() {
        assertThat(api("admin").read(PATH).getInt("version")).isZero();
        saved(policy(review("true")));
        saved(policy(approve("true")));
        assertThat(api("admin").read(PATH).getInt("version")).isEqualTo(2);
        assertThat(api("admin").read(PATH + "/versions").getList("items.version"))
                .containsExactly(2, 1);
        assertThat(api("admin").read(PATH + "/versions").getList("items.actor")).containsOnly("admin");
        List<Object> first = api("admin").read(PATH + "/versions/1").getList("rules");
        assertThat(first).hasSize(1);
        Response back = api("admin").put(PATH, policy(review("true")), "\"2\"");
        assertThat(back.statusCode()).isEqualTo(200);
        assertThat(back.header("ETag")).isEqualTo("\"3\"");
        assertThat(back.jsonPath().getList("rules")).isEqualTo(first);
        assertThat(api("admin").get(PATH + "/versions/9").statusCode()).isEqualTo(404);
        assertThat(api("admin").read(PATH + "/versions/0").getList("rules")).hasSizeGreaterThan(5);
    }

    @Test
    void theNextRequestIsDecidedByIt() {
        saved(policy(review("request.gpus > 1"), approve("true")));
        assertThat(api("vision-lead").ask(ask(1)).jsonPath().getString("state")).isEqualTo("APPROVED");
        assertThat(api("vision-lead").ask(ask(2)).jsonPath().getString("verdict"))
                .isEqualTo("A research manager decides, because it is tried.");
        saved(policy(deny("true")));
        Response denied = api("vision-lead").ask(ask(2));
        assertThat(denied.statusCode()).isEqualTo(201);
        assertThat(denied.jsonPath().getString("state")).isEqualTo("DENIED");
        assertThat(denied.jsonPath().getString("verdict")).isEqualTo("Not 2 today.");
        assertThat(denied.jsonPath().getList("allowedActions")).isEmpty();
        assertThat(api("vision-lead")
                        .post("requests?dryRun=true", ask(2).json())
                        .jsonPath()
                        .getString("verdict"))
                .isEqualTo("DENY");
    }

    @Test
    void aRuleThatFailsSendsItToReviewAndAdminsSeeWhy() {
        saved(policy(approve("1 / request.priority > 0")));
        String request = api("vision-lead").reviewed(ask(1));
        assertThat(api("vision-lead").read("requests/" + request).getString("verdict"))
                .isEqualTo("A research manager decides, because a rule of the policy failed.");
        String page = "/requests/" + request;
        assertThat(Browser.signedInAs("admin").get(page).body()).contains("by zero");
        assertThat(Browser.signedInAs("vision-lead").get(page).body()).doesNotContain("by zero");
    }

    @Test
    void isTriedOnWhatWasAskedBefore() {
        api("vision-lead").holding(ask(1), "admin");
        api("vision-lead").holding(ask(3), "admin");
        Written before = Written.in(jdbi);
        Response dry = api("admin").put(PATH + "?dryRun=true", policy(review("request.gpus > 2"), approve("true")));
        assertThat(dry.statusCode()).as(dry.asString()).isEqualTo(200);
        assertThat(dry.jsonPath().getInt("requests")).isEqualTo(2);
        assertThat(dry.jsonPath().getList("otherwise.gpus")).containsExactly(3);
        assertThat(dry.jsonPath().getString("otherwise[0].before")).isEqualTo("approved at once");
        assertThat(dry.jsonPath().getString("otherwise[0].after")).isEqualTo("decided by a research manager");
        assertThat(dry.jsonPath().getMap("matches")).isEqualTo(Map.of("Review", 1, "Approve", 1));
        assertThat(Written.in(jdbi)).isEqualTo(before);
    }

    @Test
    void whomItBorrowsFromIsPlannedForAPolicyThatAsks() {
        saved(policy(review("request.lenders.exists(team, team == 'nlp')"), approve("true")));
        assertThat(api("vision-lead").ask(ask(4)).jsonPath().getString("state")).isEqualTo("APPROVED");
        assertThat(api("vision-lead").ask(ask(2)).jsonPath().getString("state")).isEqualTo("IN_REVIEW");
    }

    @Test
    void whomItBorrowsFromIsKeptForRulesThatAreTriedLater() {
        api("vision-lead").holding(ask(4), "admin");
        api("vision-lead").ask(ask(2));
        Response dry =
                api("admin").put(PATH + "?dryRun=true", policy(deny("'nlp' in request.lenders"), approve("true")));
        assertThat(dry.jsonPath().getMap("matches")).isEqualTo(Map.of("Deny", 1, "Approve", 1));
    }

    @Test
    void isTriedOnAllThatWasAsked() {
        saved(policy(deny("true")));
        api("vision-lead").ask(ask(1));
        jdbi.useHandle(handle -> handle.execute("""
                INSERT INTO capacity_request (type, team, flavor, flavors, kind, purpose, gpus, min_gpus, max_gpus,
                    term_seconds, state, requested_by, submitted_at, verdict, borrowed, preview, decided_at)
                SELECT type, team, flavor, flavors, kind, purpose, gpus, min_gpus, max_gpus,
                    term_seconds, state, requested_by, submitted_at, verdict, borrowed, preview, decided_at
                FROM capacity_request, generate_series(1, 1200)"""));
        Response dry = api("admin").put(PATH + "?dryRun=true", policy(approve("true")));
        assertThat(dry.jsonPath().getInt("requests")).isEqualTo(1201);
        assertThat(dry.jsonPath().getInt("otherwiseCount")).isEqualTo(1201);
        assertThat(dry.jsonPath().getList("otherwise")).hasSize(200);
        assertThat(dry.jsonPath().getInt("matches.Approve")).isEqualTo(1201);
    }

    @Test
    void requestsOfWhichARuleFailsAreListedWithTheError() {
        String request = api("vision-lead").ask(ask(1)).jsonPath().getString("id");
        Response dry = api("admin").put(PATH + "?dryRun=true", policy(approve("1 / request.priority > 0")));
        assertThat(dry.jsonPath().getInt("failedCount")).isEqualTo(1);
        assertThat(dry.jsonPath().getString("failed[0].request")).isEqualTo(request);
        assertThat(dry.jsonPath().getString("failed[0].error")).contains("Approve", "by zero");
        assertThat(dry.jsonPath().getMap("matches")).isEqualTo(Map.of("Approve", 0));
        Map<String, String> form = Map.of(
                "version", "0", "name", "Mine", "when", "1 / request.priority > 0", "then", "APPROVE", "reason", "So.");
        assertThat(Browser.signedInAs("admin").post("/admin/approval", form).body())
                .contains("Of 1 a rule failed", "by zero", "1 of all 1 requests");
    }

    @Test
    void versionsArePaged() {
        jdbi.useHandle(handle -> handle.execute("""
                INSERT INTO approval_rules (version, at, actor, rules)
                SELECT n, now(), 'admin', ?::jsonb FROM generate_series(1, 25) n""", "[" + approve("true") + "]"));
        var first = api("admin").read(PATH + "/versions?limit=3");
        assertThat(first.getList("items.version")).containsExactly(25, 24, 23);
        var second = api("admin").read(PATH + "/versions?limit=22&cursor=" + first.getString("next"));
        assertThat(second.getList("items.version")).hasSize(22).startsWith(22).endsWith(1);
        assertThat(second.getString("next")).isNull();
        assertProblem(api("admin").get(PATH + "/versions?cursor=x"), 422, "cursor", "x");
        Browser admin = Browser.signedInAs("admin");
        assertThat(admin.get("/admin/approval").body())
                .contains("from=6\"", "/admin/approval?cursor=6#versions")
                .doesNotContain("from=5\"", "from=0\"");
        assertThat(admin.get("/admin/approval?cursor=6").body())
                .contains("from=5\"", "from=0\"")
                .doesNotContain("from=6\"", "Older versions");
    }

    @Test
    void aPolicyThatNoLongerCompilesLeavesEverythingToAdminsWhoSeeWhy() {
        stored("request.gone > 1");
        String request = api("vision-lead").reviewed(ask(1));
        assertThat(api("vision-lead").read("requests/" + request).getString("nextActor"))
                .isEqualTo("a platform admin");
        String path = "requests/" + request;
        assertThat(api("admin").read(path).getString("policyError")).contains("rules[0].when", "request.gone");
        for (String user : List.of("vision-lead", "research-manager")) {
            assertThat(api(user).read(path).getString("policyError")).isNull();
            assertThat(api(user).read(PATH).getString("policyError")).isNull();
            assertThat(Browser.signedInAs(user).get("/" + path).body()).doesNotContain("request.gone");
        }
        assertThat(api("admin").read(PATH).getString("policyError")).contains("request.gone");
        Browser admin = Browser.signedInAs("admin");
        for (String page : List.of("/" + path, "/inbox", "/admin/approval"))
            assertThat(admin.get(page).body()).as(page).contains("request.gone is not known");
        assertThat(admin.get("/admin/approval").body()).contains("admins decide every request");
        saved(policy(approve("true")));
        assertThat(api("vision-lead").ask(ask(1)).jsonPath().getString("state")).isEqualTo("APPROVED");
        assertThat(api("admin").read(PATH).getString("policyError")).isNull();
    }

    /** As an earlier release saved it. */
    private void stored(String when) {
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO approval_rules (version, at, actor, rules) VALUES (1, now(), 'admin', ?::jsonb)",
                "[" + approve(when) + "]"));
    }

    @Test
    void isRefusedWhole() {
        saved(policy(approve("true")));
        Written before = Written.in(jdbi);
        assertProblem(
                api("admin").put(PATH, policy(approve("request.gpu > 1"))),
                422,
                "rules[0].when",
                "request.gpu > 1",
                "line 1, column 1");
        assertProblem(
                api("admin")
                        .put(
                                PATH,
                                policy(RULE.formatted("Them", "true", "REVIEW", "[\"manager:nobodys\"]", "so it is"))),
                422,
                "rules[0].steps",
                "manager:nobodys",
                "products, research");
        assertProblem(api("admin").put(PATH, policy()), 422, "rules", "1 to 100");
        assertProblem(api("admin").put(PATH, "{}"), 422, "rules");
        assertProblem(api("admin").put(PATH, policy(review("true")), "\"0\""), 412, "0");
        for (String user : List.of("vision-lead", "research-manager", "ci-vision"))
            assertProblem(api(user).put(PATH, policy(review("true"))), 403, "admins");
        assertThat(Written.in(jdbi)).isEqualTo(before);
    }

    @Test
    void thePageKeepsWhatWasTypedUntilItIsSaved() {
        Browser admin = Browser.signedInAs("admin");
        Map<String, String> form = Map.of(
                "version",
                "0",
                "name",
                "Mine",
                "when",
                "request.gpu > 1",
                "then",
                "REVIEW",
                "steps",
                "manager",
                "reason",
                "so it is",
                "press",
                "save");
        Http.Answer wrong = admin.post("/admin/approval", form);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("request.gpu is not known")
                .contains("so it is")
                .contains("Not saved.");
        Map<String, String> right = new java.util.HashMap<>(form);
        right.put("when", "request.gpus > 1");
        right.put("press", "add");
        Http.Answer added = admin.post("/admin/approval", right);
        assertThat(added.body()).contains("2. new rule").contains("request.gpus &gt; 1");
        right.put("press", "try");
        assertThat(admin.post("/admin/approval", right).body()).contains("would decide");
        assertThat(api("admin").read(PATH).getInt("version")).isZero();
        right.put("press", "save");
        assertThat(admin.post("/admin/approval", right).status()).isEqualTo(303);
        assertThat(api("admin").read(PATH).getString("rules[0].name")).isEqualTo("Mine");
        assertThat(admin.post("/admin/approval", right).status()).isEqualTo(412);
        assertThat(Browser.signedInAs("vision-lead").get("/admin/approval").status())
                .isEqualTo(403);
    }
}
