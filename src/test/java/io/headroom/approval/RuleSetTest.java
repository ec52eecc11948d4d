package io.headroom.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.headroom.platform.CommonRefusal;
import io.headroom.platform.FieldError;
import io.headroom.platform.Refused;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules in CEL: what they can look at, what is refused when they are saved, and what happens if one fails. */
class RuleSetTest {
    private static final Set<String> COHORTS = Set.of("research", "products");
    private static final Facts FACTS = SomeFacts.of("vision", "research", 0.5);

    private static Rule when(String condition) {
        return Rule.approve("Rule", condition, "Because.");
    }

    private static Verdict verdict(Rule... rules) {
        return RuleSet.of(List.of(rules), COHORTS).answer(FACTS).verdict();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request.gpus == 4 && request.minGpus == 4 && request.maxGpus == 4",
                "request.flavors[0] == 'h100-80gb' && 'a100-40gb' in request.flavors",
                "request.term == duration('72h') && request.startsIn == duration('0s')",
                "request.kind == 'training' && request.type == 'NEW' && request.reclaimable",
                "request.borrowed == 0 && request.priority == 0",
                "request.lenders.exists(team, request.lenders[team] > 1)",
                "team.name == 'vision' && team.cohort == 'research'",
                "team.nominal - team.held == 8",
                "team.useKnown && team.use == 0.5 && team.usePercent == 50",
                "requester.name.startsWith('vision') && 'lead:vision' in requester.roles",
                "now.getHours() == 9 && now.getDayOfWeek() == 2"
            })
    void looksAt(String condition) {
        assertThat(verdict(when(condition))).isEqualTo(new Verdict.AutoApprove("Because."));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                argumentSet("a name nobody knows", "request.gpu > 4", "line 1, column 1: request.gpu is not known"),
                argumentSet("on its line", "true &&\n  team.size > 4", "line 2, column 3: team.size is not known"),
                argumentSet(
                        "types that do not go together",
                        "request.gpus > 'many'",
                        "line 1, column 14: found no matching"),
                argumentSet("no end", "request.gpus >", "line 1, column 15: mismatched input"),
                argumentSet("a number", "request.gpus", "expected type 'bool' but found 'int'"),
                argumentSet("nothing", " ", "must be 1 to 2000 characters"),
                argumentSet("a novel", "true ".repeat(500), "must be 1 to 2000 characters"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void isRefused(String condition, String problem) {
        assertThat(RuleSet.problems(List.of(when(condition)), COHORTS))
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.field()).isEqualTo("rules[0].when");
                    assertThat(error.value()).isEqualTo(new FieldError("", condition, "").value());
                    assertThat(error.rule()).contains(problem);
                });
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        List<Rule> rules = List.of(
                when("true"),
                when("true"),
                Rule.review("", "true", List.of(), "it is late"),
                Rule.review("Boss", "true", List.of("boss"), "it is late"),
                new Rule("Steps", "true", Rule.Then.APPROVE, List.of("admin"), "Fine."),
                new Rule("Then", "true", null, List.of(), "{request.gpus"),
                Rule.approve("Words", "true", "{request.flavors}"));
        assertThatThrownBy(() -> RuleSet.of(rules, COHORTS))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(((CommonRefusal.Invalid) refused.refusal()).errors())
                                .extracting(FieldError::field)
                                .containsExactly(
                                        "rules[1].name",
                                        "rules[2].name",
                                        "rules[2].steps",
                                        "rules[4].steps",
                                        "rules[5].then",
                                        "rules[5].reason",
                                        "rules[6].reason",
                                        "rules[3].steps"));
        assertThat(RuleSet.problems(List.of(), COHORTS))
                .extracting(FieldError::rule)
                .containsExactly("must be 1 to 100 rules");
        assertThat(RuleSet.problems(Collections.nCopies(101, when("true")), COHORTS))
                .isNotEmpty();
    }

    @Test
    void theFirstThatMatchesDecides() {
        assertThat(verdict(when("false"), new Rule("No", "true", Rule.Then.DENY, List.of(), "Not now.")))
                .isEqualTo(new Verdict.Deny("Not now."));
    }

    @Test
    void stepsAreReviewersInOrder() {
        Rule rule = Rule.review("Two", "true", List.of("manager:products", "manager", "admin"), "so it is");
        assertThat(verdict(rule))
                .isEqualTo(new Verdict.Review(
                        List.of(
                                new Reviewer.Manager("products"),
                                new Reviewer.Manager("research"),
                                new Reviewer.Admin()),
                        "A products manager and then a research manager and then a platform admin decide, because so it"
                                + " is.",
                        null));
    }

    @Test
    void numbersStandInTheReason() {
        Rule rule = Rule.approve("Few", "true", "{request.gpus} of {team.nominal} by {requester.name}.");
        assertThat(verdict(rule).reason()).isEqualTo("4 of 16 by vision-lead.");
    }

    @Test
    void aRuleThatFailsApprovesNothing() {
        Verdict verdict =
                verdict(Rule.approve("Divides", "request.gpus / request.borrowed > 1", "Much."), when("true"));
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Review.class, review -> {
            assertThat(review.steps()).containsExactly(new Reviewer.Manager("research"));
            assertThat(review.error()).contains("Divides").contains("by zero");
        });
        Verdict missing = verdict(Rule.approve("Looks up", "request.lenders['speech'] > 1", "Much."));
        assertThat(missing).isInstanceOf(Verdict.Review.class);
    }

    @Test
    void ifNoneMatchesPeopleDecide() {
        assertThat(verdict(when("false")).reason())
                .isEqualTo("A research manager decides, because no rule of the policy matches.");
    }

    @Test
    void aReasonThatFailsApprovesNothingEither() {
        assertThat(verdict(Rule.approve("Divides", "true", "{request.gpus / request.borrowed} each.")))
                .isInstanceOf(Verdict.Review.class);
    }

    @Test
    void aCohortThatNobodyKnowsIsRefusedByName() {
        Rule rule = Rule.review("Them", "true", List.of("manager:produts"), "so it is");
        assertThat(RuleSet.problems(List.of(when("true"), rule), COHORTS))
                .containsExactly(
                        new FieldError("rules[1].steps", "manager:produts", "must name a cohort: products, research"));
        assertThat(RuleSet.problems(List.of(rule), Set.of()))
                .extracting(FieldError::rule)
                .containsExactly("must name a cohort: there is none");
    }

    @Test
    void inThePlaceOfACohortThatIsGoneAdminsDecide() {
        Rule rule = Rule.review("Them", "true", List.of("manager:products", "manager"), "so it is");
        RuleSet later = RuleSet.stored(List.of(rule), Set.of("research"));
        assertThat(later.problem()).isNull();
        assertThat(later.answer(FACTS).verdict())
                .isEqualTo(new Verdict.Review(
                        List.of(new Reviewer.Admin(), new Reviewer.Manager("research")),
                        "A platform admin and then a research manager decide, because so it is. There is no cohort"
                                + " products any more: an admin decides in the place of its manager.",
                        null));
    }

    @Test
    void rulesThatNoLongerCompileLeaveEverythingToAdmins() {
        List<Rule> rules = List.of(when("true"), when("request.gone > 1"));
        RuleSet later = RuleSet.stored(rules, COHORTS);
        assertThat(later.rules()).isEqualTo(rules);
        assertThat(later.problem()).contains("rules[1].when", "request.gone is not known");
        RuleSet.Answer answer = later.answer(FACTS);
        assertThat(answer.rule()).isNull();
        assertThat(answer.verdict())
                .isEqualTo(new Verdict.Review(
                        List.of(new Reviewer.Admin()),
                        "A platform admin decides, because the approval policy cannot be used.",
                        later.problem()));
    }

    @Test
    void ofManyProblemsTheFirstAreToldWithEachRequest() {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < 5; i++) rules.add(Rule.approve("Rule " + i, "gone" + i, "Because."));
        assertThat(RuleSet.stored(rules, COHORTS).problem())
                .contains("rules[0].when", "rules[2].when", "And 2 more.")
                .doesNotContain("rules[3]");
    }
}
