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
import io.headroom.testing.TestClock;
import io.headroom.testing.Written;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plan of which one part cannot be made true. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class FailedPlanTest {
    /** A little more than the default. */
    private static final Duration QUARANTINE = Duration.ofMinutes(6);

    @Inject
    SmallWorld world;

    @Inject
    PlanRounds rounds;

    @Inject
    Jdbi jdbi;

    @BeforeEach
    void reset() {
        world.reset();
    }

    @AfterEach
    void antidote() {
        jdbi.useHandle(handle -> {
            // A constraint trigger is a constraint as well, and only goes as a trigger.
            handle.execute("DROP TRIGGER IF EXISTS poison ON lease");
            handle.execute("ALTER TABLE lease DROP CONSTRAINT IF EXISTS poison");
        });
        TestClock.advance(QUARANTINE);
        rounds.pass();
    }

    @Test
    void leavesNothingHalfDoneAndThenServesTheOthers() {
        poison();
        String poisoned = api("vision-lead").granted(poisonous());
        String beside = api("nlp-lead").granted(Ask.gpus(2, FLAVOR, "nlp"));
        api("nlp-lead").awaitPhase(beside, "ACTIVE");
        assertThat(api("vision-lead").phase(poisoned)).isEqualTo("WAITING");
        assertThat(Written.in(jdbi).figures()).containsEntry("held", 2L).containsEntry("assigned", 2L);
        assertThat(ready()).contains("\"UP\"", "leftOut", poisoned, "Admit", "poison");
    }

    @Test
    void whatIsOnlyRefusedWhenTheRoundCommitsIsFoundToo() {
        jdbi.useHandle(handle -> handle.createScript("""
                        CREATE OR REPLACE FUNCTION refuse_poison() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            RAISE EXCEPTION 'poison' USING ERRCODE = 'check_violation';
                        END $$;
                        CREATE CONSTRAINT TRIGGER poison AFTER UPDATE OF held ON lease DEFERRABLE INITIALLY DEFERRED
                            FOR EACH ROW WHEN (NEW.purpose = 'Poison' AND NEW.held > 0) EXECUTE FUNCTION refuse_poison()""").execute());
        String poisoned = api("vision-lead").granted(poisonous());
        String beside = api("nlp-lead").granted(Ask.gpus(2, FLAVOR, "nlp"));
        api("nlp-lead").awaitPhase(beside, "ACTIVE");
        assertThat(api("vision-lead").phase(poisoned)).isEqualTo("WAITING");
        assertThat(ready()).contains("leftOut", poisoned, "poison");
    }

    @Test
    void isTriedAgainAfterAWhile() {
        poison();
        String poisoned = api("vision-lead").granted(poisonous());
        Eventually.eventually(() -> assertThat(ready()).contains("leftOut", poisoned));
        jdbi.useHandle(handle -> handle.execute("ALTER TABLE lease DROP CONSTRAINT poison"));
        rounds.pass();
        assertThat(api("vision-lead").phase(poisoned)).isEqualTo("WAITING");
        TestClock.advance(QUARANTINE);
        rounds.pass();
        assertThat(api("vision-lead").phase(poisoned)).isEqualTo("ACTIVE");
        assertThat(ready()).contains("\"name\": \"planning\"").doesNotContain("leftOut");
    }

    @Test
    void aLeaseThatCannotBeEndedKeepsItsGpusAndOthersGetTheRest() {
        String poisoned = api("vision-lead").holding(poisonous().text("duration", "PT1H"), "admin");
        jdbi.useHandle(handle ->
                handle.execute("ALTER TABLE lease ADD CONSTRAINT poison CHECK (purpose <> 'Poison' OR held = 2)"));
        TestClock.advance(Duration.ofHours(2));
        String beside = api("nlp-lead").holding(Ask.gpus(6, FLAVOR, "nlp"), "research-manager");
        assertThat(api("vision-lead").phase(poisoned)).isEqualTo("ACTIVE");
        assertThat(api("nlp-lead").lease(beside).getInt("lease.held")).isEqualTo(6);
        assertThat(ready()).contains("leftOut", poisoned, "Expire");
    }

    private void poison() {
        jdbi.useHandle(handle ->
                handle.execute("ALTER TABLE lease ADD CONSTRAINT poison CHECK (purpose <> 'Poison' OR held = 0)"));
    }

    private static Ask poisonous() {
        return Ask.gpus(2, FLAVOR, "vision").text("purpose", "Poison");
    }

    private static String ready() {
        return get("/health/ready").asString();
    }
}
