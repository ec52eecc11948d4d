package io.headroom.planning;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.Ask;
import io.headroom.testing.LocalServices;
import io.headroom.testing.PlanRounds;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Journey 8 over the API: vision and nlp each hold their 4 of 8; nlp waits for more, and gets vision's by decree. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class QuotaChangeTest {
    @Inject
    SmallWorld world;

    @Inject
    PlanRounds rounds;

    private String visions;
    private String nlps;

    @BeforeEach
    void bothHoldTheirOwnAndNlpWantsMore() {
        world.reset();
        visions = api("vision-lead").holding(Ask.gpus(4, FLAVOR, "vision").raw("minGpus", "1"), "admin");
        api("nlp-lead").holding(Ask.gpus(4, FLAVOR, "nlp"), "admin");
        TestClock.advance(Duration.ofMinutes(11));
        nlps = api("nlp-lead").holdingNothing(Ask.gpus(2, FLAVOR, "nlp"));
    }

    @Test
    void convergesAsPreviewed() {
        // Raised first, nlp's guarantee and vision's would shrink to what exists: lower vision, then raise nlp.
        JsonPath lowering = preview("vision", 2);
        assertThat(lowering.getString("sentence"))
                .isEqualTo("vision would hold 4 test-gpu of a quota of 2: 2 become borrowed."
                        + " Nobody has to give anything back within 24 h.");
        save("vision", 2);
        rounds.pass();
        JsonPath share = api("admin").read("teams/vision");
        assertThat(share.getInt("shares.find { it.flavor == 'test-gpu' }.borrowed"))
                .isEqualTo(2);
        assertThat(api("vision-lead").lease(visions).getInt("lease.held")).isEqualTo(4);

        Instant asked = TestClock.now();
        JsonPath raising = preview("nlp", 6);
        assertThat(raising.getString("sentence")).contains("nlp takes back 2 test-gpu from vision by ");
        assertThat(raising.getString("returns[0].lease")).isEqualTo(visions);
        assertThat(raising.getInt("returns[0].remaining")).isEqualTo(2);
        Instant by = Instant.parse(raising.getString("returns[0].by"));
        assertThat(by).isBetween(asked.plus(Duration.ofMinutes(9)), asked.plus(Duration.ofMinutes(11)));
        assertThat(raising.getString("starts[0].request")).isEqualTo(nlps);
        save("nlp", 6);
        JsonPath told = api("vision-lead").awaitPhase(visions, "RECLAIMING");
        assertThat(told.getInt("askedBack[0].gpus")).isEqualTo(2);
        Instant deadline = Instant.parse(told.getString("askedBack[0].deadline"));
        assertThat(deadline).isBetween(by, by.plusSeconds(10));

        TestClock.stopAt(deadline);
        rounds.pass();
        assertThat(api("nlp-lead").phase(nlps)).isEqualTo("ACTIVE");
        assertThat(api("vision-lead").lease(visions).getInt("lease.held")).isEqualTo(2);
        assertThat(api("admin").read("loans").getList("")).isEmpty();
    }

    @Test
    void aPolicyIsRehearsedToo() {
        String body =
                "{\"preset\": \"headroom\", \"historyWeight\": 1, \"historyDays\": 7, \"starvationLimit\": \"PT24H\"}";
        assertThat(api("admin").put("policy?dryRun=true", body).statusCode()).isEqualTo(200);
        assertThat(api("admin").put("policy", body).statusCode()).isEqualTo(200);
        rounds.pass();
        assertThat(api("admin").read("policy").getDouble("historyWeight")).isEqualTo(1);
        assertThat(api("nlp-lead").phase(nlps)).isEqualTo("WAITING");
    }

    private static JsonPath preview(String team, int nominal) {
        var answer = api("admin").put(path(team) + "?dryRun=true", "{\"nominal\": " + nominal + "}");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private static void save(String team, int nominal) {
        assertThat(api("admin")
                        .put(path(team), "{\"nominal\": " + nominal + "}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static String path(String team) {
        return "teams/" + team + "/quotas/" + FLAVOR;
    }
}
