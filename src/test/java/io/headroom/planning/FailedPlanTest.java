package io.headroom.planning;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.Ask;
import io.headroom.testing.Eventually;
import io.headroom.testing.LocalServices;
import io.headroom.testing.PlanRounds;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.Written;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plan of which one part cannot be made true. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class FailedPlanTest {
    @Inject
    SmallWorld world;

    @Inject
    PlanRounds rounds;

    @Inject
    Jdbi jdbi;

    @BeforeEach
    void poison() {
        world.reset();
        jdbi.useHandle(handle ->
                handle.execute("ALTER TABLE lease ADD CONSTRAINT poison CHECK (purpose <> 'Poison' OR held = 0)"));
    }

    @AfterEach
    void antidote() {
        jdbi.useHandle(handle -> handle.execute("ALTER TABLE lease DROP CONSTRAINT IF EXISTS poison"));
        rounds.pass();
    }

    @Test
    void leavesNothingHalfDoneSaysSoAndIsTriedAgain() {
        String poisoned =
                api("vision-lead").granted(Ask.gpus(2, FLAVOR, "vision").text("purpose", "Poison"));
        String beside = api("nlp-lead").granted(Ask.gpus(2, FLAVOR, "nlp"));
        rounds.pass();
        rounds.pass();
        assertThat(Written.in(jdbi).figures()).containsEntry("held", 0L).containsEntry("assigned", 0L);
        assertThat(api("admin").read("decisions").getList("items.type")).doesNotContain("ADMIT");
        Eventually.eventually(() -> assertThat(ready()).contains("\"DOWN\"", "rounds failed in a row", "poison"));
        jdbi.useHandle(handle -> handle.execute("ALTER TABLE lease DROP CONSTRAINT poison"));
        rounds.pass();
        assertThat(api("vision-lead").phase(poisoned)).isEqualTo("ACTIVE");
        assertThat(api("nlp-lead").phase(beside)).isEqualTo("ACTIVE");
        assertThat(ready()).contains("\"name\": \"planning\"").doesNotContain("rounds failed");
    }

    private static String ready() {
        return get("/health/ready").asString();
    }
}
