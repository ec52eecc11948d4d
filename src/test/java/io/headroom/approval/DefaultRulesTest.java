package io.headroom.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The policy that comes with the program, as {@code product.md} has it. */
class DefaultRulesTest {
    private static final RuleSet RULES = RuleSet.of(DefaultRules.RULES, Set.of("research"));

    private static final Double UNKNOWN = null;
    private static final String NOBODY = "";
    private static final String MANAGER = "manager:research";
    private static final String BOTH = "manager:research, admin";

    static Stream<Arguments> cases() {
        return Stream.of(
                argumentSet("all own for 7 days needs nobody", own(8, days(7)), NOBODY),
                argumentSet("a second more needs a manager", own(8, days(7).plusSeconds(1)), MANAGER),
                argumentSet("32 own GPUs need nobody", own(32, days(1)), NOBODY),
                argumentSet("the 33rd needs a manager and an admin", own(33, days(1)), BOTH),
                argumentSet("30 days need a manager", own(1, days(30)), MANAGER),
                argumentSet("a second more needs an admin too", own(1, days(30).plusSeconds(1)), BOTH),
                argumentSet("8 borrowed for a day by a busy team need nobody", borrowed(8, days(1), 0.35), NOBODY),
                argumentSet("the 9th borrowed needs a manager", borrowed(9, days(1), 1.0), MANAGER),
                argumentSet("a second over a day needs a manager", borrowed(1, days(1).plusSeconds(1), 1.0), MANAGER),
                argumentSet("a team just under 35 % needs a manager", borrowed(1, days(1), 0.349), MANAGER),
                argumentSet("unknown use needs a manager", borrowed(1, days(1), UNKNOWN), MANAGER),
                argumentSet("unknown use is no matter for own GPUs", facts(1, 0, days(1), UNKNOWN, "research"), NOBODY),
                argumentSet("many borrowed for long need both", borrowed(33, days(31), 1.0), BOTH),
                argumentSet("a team without a cohort is decided by an admin", facts(1, 1, days(2), 1.0, null), "admin"),
                argumentSet("and by one admin only", facts(64, 0, days(90), 1.0, null), "admin"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whoDecides(Facts facts, String expected) {
        String decides =
                switch (RULES.answer(facts).verdict()) {
                    case Verdict.AutoApprove _ -> NOBODY;
                    case Verdict.Deny deny -> throw new AssertionError(deny);
                    case Verdict.Review review -> String.join(", ", codes(review));
                };
        assertThat(decides).isEqualTo(expected);
    }

    static Stream<Arguments> reasons() {
        return Stream.of(
                argumentSet(
                        "why own GPUs are reviewed",
                        own(1, days(8)),
                        "A research manager decides, because it is for longer than 7 days."),
                argumentSet(
                        "why borrowing is reviewed",
                        borrowed(9, days(1), 1.0),
                        "A research manager decides, because more than 8 GPUs are borrowed."),
                argumentSet(
                        "how little is used",
                        borrowed(1, days(1), 0.2),
                        "A research manager decides, because it borrows, and the team uses only 20 % of what it holds."),
                argumentSet(
                        "that use is not known",
                        borrowed(1, days(1), UNKNOWN),
                        "A research manager decides, because it borrows, and how much the team uses what it holds is not"
                                + " known."),
                argumentSet(
                        "why two people decide",
                        own(33, days(1)),
                        "A research manager and then a platform admin decide, because more than 32 GPUs are asked."));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void theReasonNamesTheNumberAndTheLimit(Facts facts, String sentence) {
        assertThat(RULES.answer(facts).verdict().reason()).isEqualTo(sentence);
    }

    private static Facts own(int gpus, Duration term) {
        return facts(gpus, 0, term, 1.0, "research");
    }

    private static Facts borrowed(int gpus, Duration term, Double use) {
        return facts(gpus, gpus, term, use, "research");
    }

    private static Facts facts(int gpus, int borrowed, Duration term, Double use, String cohort) {
        return SomeFacts.of("vision", cohort, use).asking(gpus, borrowed, term);
    }

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }

    private static List<String> codes(Verdict.Review review) {
        return review.steps().stream().map(Reviewer::code).toList();
    }
}
