package io.headroom.approval;

import java.util.List;
import java.util.Objects;

/**
 * One rule of the approval policy. The first whose condition holds decides.
 *
 * @param name for people, unique in its policy
 * @param when the condition, in CEL over the {@link Variable}s
 * @param then what it says of a request
 * @param steps of a review, who decides, in order: {@code manager}, {@code manager:<cohort>} or {@code admin}
 * @param reason why: a sentence, or of a review the end of "… decides, because"; {@code {…}} holds CEL too
 */
public record Rule(String name, String when, Then then, List<String> steps, String reason) {
    public Rule {
        steps = steps == null
                ? List.of()
                : steps.stream().map(it -> Objects.toString(it, "")).toList();
    }

    /** What a rule can say. */
    public enum Then {
        APPROVE,
        REVIEW,
        DENY
    }

    static Rule approve(String name, String when, String reason) {
        return new Rule(name, when, Then.APPROVE, List.of(), reason);
    }

    static Rule review(String name, String when, List<String> steps, String reason) {
        return new Rule(name, when, Then.REVIEW, steps, reason);
    }
}
