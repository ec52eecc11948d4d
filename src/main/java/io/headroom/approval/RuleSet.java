package io.headroom.approval;

import dev.cel.runtime.CelEvaluationException;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.FieldError;
import io.headroom.platform.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** An approval policy that was checked and can be asked. Immutable. */
public final class RuleSet {
    private static final int MOST_RULES = 100;
    private static final int LONGEST = 2000;
    private static final int LONGEST_NAME = 100;
    private static final int MOST_STEPS = 5;
    private static final int TOLD = 3;

    private record Checked(Rule rule, Expression when, Sentence reason) {}

    private final List<Rule> given;
    private final List<Checked> rules = new ArrayList<>();
    private final Steps steps;
    private final String problem;

    private RuleSet(List<Rule> given, Set<String> cohorts, List<FieldError> errors) {
        this.given = given;
        this.steps = new Steps(cohorts);
        if (given.isEmpty() || given.size() > MOST_RULES)
            errors.add(new FieldError("rules", given.size() + "", "must be 1 to " + MOST_RULES + " rules"));
        Set<String> names = new HashSet<>();
        for (int i = 0; i < Math.min(given.size(), MOST_RULES); i++)
            add(given.get(i), new Place("rules[" + i + "]", errors), names);
        this.problem = problem(errors);
    }

    /**
     * Rules that somebody wants to save.
     *
     * @param cohorts those there are
     * @throws Refused 422 naming every rule, field and place that is wrong
     */
    public static RuleSet of(List<Rule> rules, Set<String> cohorts) {
        List<FieldError> errors = new ArrayList<>();
        RuleSet set = new RuleSet(rules, cohorts, errors);
        set.checkWhoDecides(errors);
        if (!errors.isEmpty()) throw new Refused(new CommonRefusal.Invalid(errors));
        return set;
    }

    /** What is wrong with some rules; nothing if they can be saved. */
    public static List<FieldError> problems(List<Rule> rules, Set<String> cohorts) {
        List<FieldError> errors = new ArrayList<>();
        new RuleSet(rules, cohorts, errors).checkWhoDecides(errors);
        return errors;
    }

    /**
     * Rules that were fine when they were saved. If they are no longer, by an upgrade say, admins decide everything; of a
     * cohort that is gone, they decide in the place of its manager.
     */
    static RuleSet stored(List<Rule> rules, Set<String> cohorts) {
        return new RuleSet(List.copyOf(rules), cohorts, new ArrayList<>());
    }

    private static String problem(List<FieldError> errors) {
        if (errors.isEmpty()) return null;
        // It is kept with every request meanwhile; the page of the policy says all of it.
        String first = errors.stream().limit(TOLD).map(FieldError::sentence).collect(Collectors.joining(" "));
        return errors.size() <= TOLD ? first : first + " And " + (errors.size() - TOLD) + " more.";
    }

    /** Where a rule stands, and what is wrong there. */
    private record Place(String name, List<FieldError> errors) {
        void wrong(String field, String value, String rule) {
            errors.add(new FieldError(name + "." + field, value, rule));
        }
    }

    private void add(Rule rule, Place place, Set<String> names) {
        if (rule == null) {
            place.errors.add(new FieldError(place.name, null, "must be a rule"));
            return;
        }
        if (isBlank(rule.name()) || rule.name().length() > LONGEST_NAME)
            place.wrong("name", rule.name(), "must be 1 to " + LONGEST_NAME + " characters");
        else if (!names.add(rule.name())) place.wrong("name", rule.name(), "is used twice");
        if (rule.then() == null) place.wrong("then", null, "must be one of APPROVE, REVIEW, DENY");
        checkSteps(rule, place);
        Expression when = condition(rule.when(), place);
        Sentence reason = reason(rule.reason(), place);
        if (when != null && reason != null) rules.add(new Checked(rule, when, reason));
    }

    private static void checkSteps(Rule rule, Place place) {
        boolean review = rule.then() == Rule.Then.REVIEW;
        if (review == rule.steps().isEmpty())
            place.wrong(
                    "steps",
                    String.join(", ", rule.steps()),
                    review ? "must name at least one who decides" : "are only for REVIEW");
        if (rule.steps().size() > MOST_STEPS)
            place.wrong("steps", rule.steps().size() + " steps", "must be at most " + MOST_STEPS);
    }

    /** Only as it is saved: a cohort may go, and the rules that name it go on. */
    private void checkWhoDecides(List<FieldError> errors) {
        for (int i = 0; i < Math.min(given.size(), MOST_RULES); i++) {
            if (given.get(i) == null) continue;
            for (String step : given.get(i).steps()) {
                String complaint = steps.complaint(step);
                if (complaint != null) errors.add(new FieldError("rules[" + i + "].steps", step, complaint));
            }
        }
    }

    private static Expression condition(String when, Place place) {
        if (isOutOfBounds("when", when, place)) return null;
        try {
            return Expression.condition(when);
        } catch (Expression.Malformed e) {
            place.wrong("when", when, e.getMessage());
            return null;
        }
    }

    private static Sentence reason(String reason, Place place) {
        if (isOutOfBounds("reason", reason, place)) return null;
        try {
            return new Sentence(reason);
        } catch (Expression.Malformed e) {
            place.wrong("reason", reason, e.getMessage());
            return null;
        }
    }

    private static boolean isOutOfBounds(String field, String value, Place place) {
        if (!isBlank(value) && value.length() <= LONGEST && value.indexOf('\0') < 0) return false;
        place.wrong(field, value, "must be 1 to " + LONGEST + " characters, none of them U+0000");
        return true;
    }

    private static boolean isBlank(String value) {
        return value == null || value.isBlank();
    }

    /** The rules as they were given. */
    public List<Rule> rules() {
        return given;
    }

    /** Why these rules decide nothing any more; null if they do. */
    public String problem() {
        return problem;
    }

    /** What was decided by which rule; that is null if none matched or one failed. */
    public record Answer(Verdict verdict, String rule) {
        /** What went wrong with the policy itself; null if nothing did. */
        public String error() {
            return verdict instanceof Verdict.Review review ? review.error() : null;
        }
    }

    /** What the first rule that matches says. One that cannot be computed never approves: people decide, and admins see why. */
    public Answer answer(Facts facts) {
        if (problem != null) return review(List.of(Steps.ADMIN), "the approval policy cannot be used", problem, facts);
        Map<String, Object> values = Variable.values(facts);
        for (Checked it : rules) {
            try {
                if (Boolean.TRUE.equals(it.when.eval(values)))
                    return new Answer(verdict(it.rule, it.reason.say(values), facts), it.rule.name());
            } catch (CelEvaluationException | RuntimeException e) {
                String error = "rule “" + it.rule.name() + "”: " + e.getMessage();
                return review(List.of(Steps.MANAGER), "a rule of the policy failed", error, facts);
            }
        }
        return review(List.of(Steps.MANAGER), "no rule of the policy matches", null, facts);
    }

    private Verdict verdict(Rule rule, String reason, Facts facts) {
        return switch (rule.then()) {
            case APPROVE -> new Verdict.AutoApprove(reason);
            case DENY -> new Verdict.Deny(reason);
            case REVIEW -> steps.review(rule.steps(), facts.team().cohort(), reason, null);
        };
    }

    private Answer review(List<String> who, String because, String error, Facts facts) {
        return new Answer(steps.review(who, facts.team().cohort(), because, error), null);
    }
}
