package io.headroom.approval;

import io.headroom.platform.When;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The default approval rules, in order; the first that matches decides.
 *
 * <ol>
 *   <li>more than 32 GPUs or 30 days: a manager, then an admin
 *   <li>within the nominal quota and at most 7 days: approved
 *   <li>borrowing at most 8 GPUs for at most 24 h, by a team that uses at least 35 % of what it holds: approved
 *   <li>everything else: a manager
 * </ol>
 */
public final class ApprovalPolicy {
    private static final int MANY_GPUS = 32;
    private static final Duration LONG = Duration.ofDays(30);
    private static final Duration OWN_TERM = Duration.ofDays(7);
    private static final int BORROWED = 8;
    private static final Duration BORROWED_TERM = Duration.ofHours(24);
    private static final double USED = 0.35;

    private record Rule(Predicate<Facts> when, java.util.function.Function<Facts, Verdict> then) {}

    private static final List<Rule> RULES = List.of(
            new Rule(
                    facts -> facts.gpus > MANY_GPUS,
                    facts -> both(facts, "more than " + MANY_GPUS + " GPUs are asked")),
            new Rule(facts -> longer(facts, LONG), facts -> both(facts, "it is for longer than " + When.length(LONG))),
            new Rule(
                    facts -> facts.borrowed == 0 && !longer(facts, OWN_TERM),
                    _ -> new Verdict.AutoApprove("Within the nominal quota and for at most 7 days.")),
            new Rule(
                    facts -> facts.borrowed > 0
                            && facts.borrowed <= BORROWED
                            && !longer(facts, BORROWED_TERM)
                            && used(facts),
                    _ -> new Verdict.AutoApprove(
                            "At most 8 GPUs are borrowed, for at most 24 h, by a team that uses what it holds.")),
            new Rule(_ -> true, facts -> manager(facts, whyReview(facts))));

    private ApprovalPolicy() {}

    /**
     * What the rules look at.
     *
     * @param borrowed GPUs above the nominal quota
     * @param use share of its held GPU time the team was busy over 7 days, 0..1; null if unknown, 1 if it held nothing
     * @param cohort whose manager decides, or null if the team has none
     */
    public record Facts(int gpus, int borrowed, Duration term, Double use, String cohort) {}

    /** What the first rule that matches says. */
    public static Verdict verdict(Facts facts) {
        return RULES.stream()
                .filter(rule -> rule.when.test(facts))
                .findFirst()
                .orElseThrow()
                .then
                .apply(facts);
    }

    private static String whyReview(Facts facts) {
        if (facts.borrowed == 0) return "it is for longer than 7 days";
        if (facts.borrowed > BORROWED) return "more than " + BORROWED + " GPUs are borrowed";
        if (longer(facts, BORROWED_TERM)) return "GPUs are borrowed for longer than 24 h";
        return facts.use == null
                ? "it borrows, and how much the team uses what it holds is not known"
                : "it borrows, and the team uses only " + Math.round(facts.use * 100) + " % of what it holds";
    }

    private static Verdict both(Facts facts, String why) {
        if (facts.cohort == null) return manager(facts, why);
        return new Verdict.Review(
                List.of(new Reviewer.Manager(facts.cohort), new Reviewer.Admin()),
                "A " + facts.cohort + " manager and then a platform admin decide, because " + why + ".");
    }

    private static Verdict manager(Facts facts, String why) {
        Reviewer reviewer = facts.cohort == null ? new Reviewer.Admin() : new Reviewer.Manager(facts.cohort);
        String title = reviewer.title();
        return new Verdict.Review(
                List.of(reviewer),
                Character.toUpperCase(title.charAt(0)) + title.substring(1) + " decides, because " + why + ".");
    }

    private static boolean longer(Facts facts, Duration than) {
        return facts.term.compareTo(than) > 0;
    }

    private static boolean used(Facts facts) {
        return Objects.requireNonNullElse(facts.use, 0.0) >= USED;
    }
}
