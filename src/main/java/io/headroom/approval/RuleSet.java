package io.headroom.approval;

import dev.cel.runtime.CelEvaluationException;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.FieldError;
import io.headroom.platform.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
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
    private static final String MANAGER = "manager";
    private static final String NAMED_MANAGER = "manager:";
    private static final String ADMIN = "admin";

    private record Checked(Rule rule, Expression when, Sentence reason) {}

    private final List<Checked> rules = new ArrayList<>();

    private RuleSet() {}

    /** @throws Refused 422 naming every rule, field and place that is wrong */
    public static RuleSet of(List<Rule> rules) {
        List<FieldError> errors = new ArrayList<>();
        RuleSet set = checked(rules, errors);
        if (!errors.isEmpty()) throw new Refused(new CommonRefusal.Invalid(errors));
        return set;
    }

    /** What is wrong with some rules; nothing if they can be saved. */
    public static List<FieldError> problems(List<Rule> rules) {
        List<FieldError> errors = new ArrayList<>();
        checked(rules, errors);
        return errors;
    }

    private static RuleSet checked(List<Rule> rules, List<FieldError> errors) {
        RuleSet set = new RuleSet();
        if (rules.isEmpty() || rules.size() > MOST_RULES)
            errors.add(new FieldError("rules", rules.size() + "", "must be 1 to " + MOST_RULES + " rules"));
        Set<String> names = new HashSet<>();
        for (int i = 0; i < Math.min(rules.size(), MOST_RULES); i++)
            set.add(rules.get(i), new Place("rules[" + i + "]", errors), names);
        return set;
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
        for (String step : rule.steps())
            if (!step.equals(MANAGER) && !step.equals(ADMIN) && !isNamed(step))
                place.wrong("steps", step, "must be manager, manager:<cohort> or admin");
    }

    private static boolean isNamed(String step) {
        return step.startsWith(NAMED_MANAGER) && step.length() > NAMED_MANAGER.length();
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
        place.wrong(field, value, "must be 1 to " + LONGEST + " characters");
        return true;
    }

    private static boolean isBlank(String value) {
        return value == null || value.isBlank();
    }

    /** The rules as they were given. */
    public List<Rule> rules() {
        return rules.stream().map(Checked::rule).toList();
    }

    /** Whether any of the rules looks at a variable. */
    public boolean mentions(Variable variable) {
        return rules.stream().anyMatch(it -> it.when.mentions(variable) || it.reason.mentions(variable));
    }

    /** What was decided by which rule; that is null if none matched or one failed. */
    public record Answer(Verdict verdict, String rule) {}

    /** What the first rule that matches says. One that cannot be computed never approves: people decide, and admins see why. */
    public Answer answer(Facts facts) {
        Map<String, Object> values = Variable.values(facts);
        for (Checked it : rules) {
            try {
                if (Boolean.TRUE.equals(it.when.eval(values)))
                    return new Answer(verdict(it.rule, it.reason.say(values), facts), it.rule.name());
            } catch (CelEvaluationException e) {
                String error = "rule “" + it.rule.name() + "”: " + e.getMessage();
                return new Answer(review(List.of(MANAGER), "a rule of the policy failed", error, facts), null);
            }
        }
        return new Answer(review(List.of(MANAGER), "no rule of the policy matches", null, facts), null);
    }

    private static Verdict verdict(Rule rule, String reason, Facts facts) {
        return switch (rule.then()) {
            case APPROVE -> new Verdict.AutoApprove(reason);
            case DENY -> new Verdict.Deny(reason);
            case REVIEW -> review(rule.steps(), reason, null, facts);
        };
    }

    private static Verdict review(List<String> steps, String because, String error, Facts facts) {
        // A team without a cohort has no manager; an admin decides once, not twice.
        Set<Reviewer> reviewers = new LinkedHashSet<>();
        for (String step : steps) reviewers.add(reviewer(step, facts.team().cohort()));
        String who = reviewers.stream().map(Reviewer::title).collect(Collectors.joining(" and then "));
        String decides = reviewers.size() == 1 ? " decides, because " : " decide, because ";
        String sentence = Character.toUpperCase(who.charAt(0)) + who.substring(1) + decides + because + ".";
        return new Verdict.Review(List.copyOf(reviewers), sentence, error);
    }

    private static Reviewer reviewer(String step, String cohort) {
        if (step.equals(ADMIN)) return new Reviewer.Admin();
        if (isNamed(step)) return new Reviewer.Manager(step.substring(NAMED_MANAGER.length()));
        return cohort == null ? new Reviewer.Admin() : new Reviewer.Manager(cohort);
    }
}
