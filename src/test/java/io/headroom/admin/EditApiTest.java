package io.headroom.admin;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.Written;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Quotas, standing, rules and policy over the API. vision and nlp own 4 of 8 each. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class EditApiTest {
    private static final String QUOTA = "teams/vision/quotas/test-gpu";
    private static final String RULES = "teams/vision/rules";
    private static final String STANDING = "teams/vision/standing";
    private static final String POLICY_BODY =
            "{\"preset\": \"headroom\", \"historyWeight\": %s, \"historyDays\": %s, \"starvationLimit\": \"%s\"}";

    @Inject
    SmallWorld world;

    @Inject
    Jdbi jdbi;

    @BeforeEach
    void reset() {
        world.reset();
    }

    static Stream<Arguments> edits() {
        return Stream.of(
                argumentSet("a team's quota", QUOTA, "{\"nominal\": 2, \"borrowingLimit\": 3, \"lendingLimit\": 1}"),
                argumentSet("a quota without limits", QUOTA, "{\"nominal\": 2}"),
                argumentSet("a cohort's quota", "cohorts/research/quotas/test-gpu", "{\"nominal\": 1}"),
                argumentSet("a team's standing", STANDING, "{\"weight\": 2.5, \"rank\": -1}"),
                argumentSet("a weight of nothing", STANDING, "{\"weight\": 0, \"rank\": 0}"),
                argumentSet("a cohort's standing", "cohorts/research/standing", "{\"weight\": 3, \"rank\": 7}"),
                argumentSet("a team's rules", RULES, """
                        {"withinTeam": "LOWER_PRIORITY", "reclaimWithinCohort": "ANY",
                         "borrowWithinCohort": "LOWER_PRIORITY", "borrowWithinCohortMaxPriority": 5,
                         "minimumRuntime": "PT1M", "gracePeriod": {"training": "PT2M", "inference": "PT0S"}}"""),
                argumentSet("the policy", "policy", POLICY_BODY.formatted("0.5", "14", "PT12H")));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void isSavedOnceAndOnRecord(String path, String body) {
        Response dry = api("admin").put(path + "?dryRun=true", body);
        assertThat(dry.statusCode()).as(dry.asString()).isEqualTo(200);
        assertThat(dry.jsonPath().getString("sentence")).isNotBlank();
        Response saved = api("admin").put(path, body);
        assertThat(saved.statusCode()).as(saved.asString()).isEqualTo(200);
        assertThat(saved.header("ETag")).isNotNull();
        Written after = Written.in(jdbi);
        Response again = api("admin").put(path, body, saved.header("ETag"));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.asString()).isEqualTo(saved.asString());
        assertThat(Written.in(jdbi)).as("the same again changes nothing").isEqualTo(after);
        String record = jdbi.withHandle(handle -> handle.select(
                        "SELECT actor || ' ' || (before <> after) FROM rule_edit ORDER BY id DESC LIMIT 1")
                .mapTo(String.class)
                .one());
        assertThat(record).isEqualTo("admin true");
    }

    @ParameterizedTest
    @MethodSource("edits")
    void changesNothingWhenDryOrForbiddenOrStale(String path, String body) {
        Written before = Written.in(jdbi);
        assertThat(api("admin").put(path + "?dryRun=true", body).statusCode()).isEqualTo(200);
        for (String user : List.of("vision-member", "vision-lead", "research-manager", "ci-vision"))
            assertProblem(api(user).put(path, body), 403, "admins");
        assertProblem(api("admin").put(path, body, "\"999999\""), 412, "999999");
        assertProblem(api("admin").put(path, body, "yesterday"), 422, "If-Match", "yesterday");
        assertThat(Written.in(jdbi)).isEqualTo(before);
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                bad(QUOTA, "{\"nominal\": -1}", "nominal", "-1", "from 0 to 1000000"),
                bad(QUOTA, "{\"nominal\": 1000001}", "nominal", "1000001", "from 0 to 1000000"),
                bad(QUOTA, "{\"nominal\": 2.5}", "nominal", "2.5", "a whole number"),
                bad(QUOTA, "{\"nominal\": \"4\"}", "nominal", "4", "a whole number"),
                bad(QUOTA, "{}", "nominal", "is missing"),
                bad(QUOTA, "{\"nominal\": 1, \"borrowingLimit\": -2}", "borrowingLimit", "-2"),
                bad(QUOTA, "{\"nominal\": 1, \"lendingLimit\": -3}", "lendingLimit", "-3"),
                bad(QUOTA, "{\"nominal\": 1, \"lendinglimit\": 3}", "lendinglimit", "known fields"),
                bad(QUOTA + "?dryRun=perhaps", "{\"nominal\": 1}", "dryRun", "perhaps"),
                bad(STANDING, "{\"weight\": -0.1, \"rank\": 0}", "weight", "-0.1"),
                bad(STANDING, "{\"weight\": 1e300, \"rank\": 0}", "weight", "1.0E300"),
                bad(STANDING, "{\"rank\": 0}", "weight", "is missing"),
                bad(STANDING, "{\"weight\": 1}", "rank", "is missing"),
                bad(RULES, "{\"withinTeam\": \"ANY\"}", "withinTeam", "ANY", "LOWER_OR_NEWER_EQUAL_PRIORITY"),
                bad(RULES, "{\"reclaimWithinCohort\": \"LOWER_OR_NEWER_EQUAL_PRIORITY\"}", "reclaimWithinCohort"),
                bad(RULES, "{\"borrowWithinCohort\": \"ANY\"}", "borrowWithinCohort", "NEVER, LOWER_PRIORITY"),
                bad(RULES, "{\"minimumRuntime\": \"10m\"}", "minimumRuntime", "10m", "PT10M"),
                bad(RULES, "{\"minimumRuntime\": \"PT-1S\"}", "minimumRuntime", "PT-1S"),
                bad(RULES, "{\"gracePeriod\": {\"training\": \"P99D\"}}", "gracePeriod.training", "P99D", "30 d"),
                bad("policy", POLICY_BODY.formatted("-1", "7", "PT24H"), "historyWeight", "-1"),
                bad("policy", POLICY_BODY.formatted("0", "0", "PT24H"), "historyDays", "from 1 to 90"),
                bad(
                        "policy",
                        POLICY_BODY.formatted("0", "7", "PT0S"),
                        "starvationLimit",
                        "PT0S",
                        "longer than nothing"),
                bad("policy", POLICY_BODY.formatted("0", "7", "soon"), "starvationLimit", "soon"),
                bad("policy", "{\"preset\": \"fifo\"}", "preset", "fifo", "headroom, kueue, kueue-fair, kai"));
    }

    private static Arguments bad(String path, String body, String... named) {
        return argumentSet(path + " " + body, path, body, List.of(named));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void namesTheFieldTheValueAndTheRule(String path, String body, List<String> named) {
        Written before = Written.in(jdbi);
        assertProblem(api("admin").put(path, body), 422, named.toArray(String[]::new));
        assertThat(Written.in(jdbi)).isEqualTo(before);
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        assertProblem(api("admin").put("teams/nobodys/quotas/test-gpu", "{\"nominal\": 1}"), 404, "team nobodys");
        assertProblem(api("admin").put("teams/vision/quotas/abacus", "{\"nominal\": 1}"), 404, "flavor abacus");
        assertProblem(
                api("admin").put("cohorts/nobodys/standing", "{\"weight\": 1, \"rank\": 0}"), 404, "cohort nobodys");
        assertProblem(api("admin").put("teams/nobodys/rules?dryRun=true", "{}"), 404, "team nobodys");
        assertProblem(api("vision-lead").get("cohorts/nobodys"), 404, "cohort nobodys");
    }

    @Test
    void whatWasSavedIsReadAtOnceWithItsVersion() {
        api("admin").put(QUOTA, "{\"nominal\": 2, \"borrowingLimit\": 3}");
        api("admin").put(STANDING, "{\"weight\": 2, \"rank\": 3}");
        Response saved = api("admin").put(RULES, "{\"minimumRuntime\": \"PT1M\"}");
        Response read = api("nlp-lead").get("teams/vision");
        JsonPath team = read.jsonPath();
        assertThat(team.getInt("quotas[0].nominal")).isEqualTo(2);
        assertThat(team.getInt("quotas[0].borrowingLimit")).isEqualTo(3);
        // The simulated fleet reports its own flavors too, whenever it likes.
        assertThat(team.getInt("shares.find { it.flavor == 'test-gpu' }.nominal"))
                .isEqualTo(2);
        assertThat(team.getDouble("weight")).isEqualTo(2);
        assertThat(team.getInt("rank")).isEqualTo(3);
        assertThat(team.getString("rules.minimumRuntime")).isEqualTo("PT1M");
        assertThat(team.getString("rules.gracePeriod.training")).isEqualTo("PT10M");
        assertThat(read.header("ETag")).isEqualTo(saved.header("ETag"));
    }

    @Test
    void ofTwoWhoSawTheSameOneIsToldThatItChanged() {
        String seen = api("admin").get("teams/vision").header("ETag");
        assertThat(api("admin").put(QUOTA, "{\"nominal\": 5}", seen).statusCode())
                .isEqualTo(200);
        assertProblem(api("admin").put(STANDING, "{\"weight\": 9, \"rank\": 0}", seen), 412);
        assertThat(api("admin").read("teams/vision").getDouble("weight")).isEqualTo(1);
    }
}
