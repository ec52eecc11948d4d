package io.headroom.team;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.testing.Ask;
import io.headroom.testing.Eventually;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules can also be edited by hand: the database tells of it, counts it, and refuses what makes no sense. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class EditBySqlTest {
    @Inject
    SmallWorld world;

    @Inject
    Jdbi jdbi;

    @BeforeEach
    void reset() {
        world.reset();
    }

    @Test
    void thePlanFollowsWithoutAnybodySayingAnything() {
        sql("UPDATE quota SET borrowing_limit = 0 WHERE team = 'search'");
        String lease = api("search-lead").holdingNothing(Ask.gpus(2, FLAVOR, "search"));
        assertThat(api("search-lead").lease(lease).getString("lease.waitReason"))
                .isEqualTo("EXCEEDS_BORROWING_LIMIT");
        sql("UPDATE quota SET borrowing_limit = 2 WHERE team = 'search'");
        api("search-lead").awaitPhase(lease, "ACTIVE");
    }

    @Test
    void whoSawWhatWasBeforeIsToldThatItChanged() {
        String seen = api("admin").get("teams/vision").header("ETag");
        sql("UPDATE quota SET nominal = 3 WHERE team = 'vision'");
        assertThat(api("admin")
                        .put("teams/vision/standing", "{\"weight\": 2, \"rank\": 0}", seen)
                        .statusCode())
                .isEqualTo(412);
        Eventually.eventually(() -> assertThat(api("admin").read("teams/vision").getInt("quotas[0].nominal"))
                .isEqualTo(3));
    }

    @Test
    void rulesByHandAreTheTeamsRules() {
        sql("UPDATE team SET minimum_runtime_seconds = 60, grace_inference_seconds = 5, within_team = 'LOWER_PRIORITY'"
                + " WHERE name = 'vision'");
        Eventually.eventually(() -> assertThat(api("admin").read("teams/vision").getString("rules.minimumRuntime"))
                .isEqualTo("PT1M"));
        assertThat(api("admin").read("teams/vision").getString("rules.gracePeriod.inference"))
                .isEqualTo("PT5S");
        assertThat(api("admin").read("teams/vision").getString("rules.withinTeam"))
                .isEqualTo("LOWER_PRIORITY");
        assertThat(api("admin").read("teams/nlp").getString("rules.minimumRuntime"))
                .isEqualTo("PT10M");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE team SET weight = -1                                    | a_team_weighs_nothing_or_more
            UPDATE team SET weight = 'NaN'                                 | a_team_weighs_nothing_or_more
            UPDATE cohort SET weight = 'Infinity'                          | a_cohort_weighs_nothing_or_more
            UPDATE team SET within_team = 'ANY'                            | a_team_takes_from_itself_by_a_known_rule
            UPDATE team SET reclaim_within_cohort = 'SOMETIMES'            | a_team_takes_from_its_cohort_by_a_known_rule
            UPDATE team SET borrow_within_cohort = 'ANY'                   | a_team_that_borrows_takes_by_a_known_rule
            UPDATE team SET minimum_runtime_seconds = -1                   | a_minimum_runtime_is_not_negative
            UPDATE team SET grace_training_seconds = -1                    | a_grace_period_is_not_negative
            UPDATE allocation_policy SET preset = 'FIFO'                   | a_preset_is_known
            UPDATE allocation_policy SET history_weight = -1               | history_weighs_nothing_or_more
            UPDATE allocation_policy SET history_window_days = 0           | history_looks_back_1_to_90_days
            UPDATE allocation_policy SET starvation_limit_seconds = 0      | a_starvation_limit_is_positive
            INSERT INTO allocation_policy (only_one) VALUES (false)        | there_is_one_policy
            INSERT INTO allocation_policy (preset) VALUES ('KAI')          | allocation_policy_pkey
            INSERT INTO rule_edit (at, actor, what, name) VALUES (now(), 'x', 'TEAM', 'y')  | an_edit_changes_something
            DELETE FROM rule_edit                                          | edits_are_kept_as_they_were
            UPDATE rule_edit SET actor = 'somebody else'                   | edits_are_kept_as_they_were
            TRUNCATE rule_edit                                             | edits_are_kept_as_they_were
            """)
    void cannotCommit(String sql, String constraint) {
        assertThatThrownBy(() -> sql(sql)).hasMessageContaining(constraint);
    }

    @Test
    void aWeightOfNothingIsAWeight() {
        sql("UPDATE team SET weight = 0 WHERE name = 'vision'");
        Eventually.eventually(() -> assertThat(api("admin").read("teams/vision").getDouble("weight"))
                .isZero());
    }

    private void sql(String statement) {
        jdbi.useHandle(handle -> handle.execute(statement));
    }
}
