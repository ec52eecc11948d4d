package io.headroom.approval;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Those who decide, as rules name them: {@code manager}, {@code manager:<cohort>} or {@code admin}. */
final class Steps {
    static final String MANAGER = "manager";
    private static final String NAMED_MANAGER = "manager:";
    static final String ADMIN = "admin";

    private final Set<String> cohorts;

    /** @param cohorts those there are */
    Steps(Set<String> cohorts) {
        this.cohorts = Set.copyOf(cohorts);
    }

    /** Why a step cannot be saved, or null if it can. */
    String complaint(String step) {
        if (step.equals(MANAGER) || step.equals(ADMIN)) return null;
        Optional<String> cohort = named(step);
        if (cohort.isEmpty()) return "must be manager, manager:<cohort> or admin";
        return cohorts.contains(cohort.get()) ? null : "must name a cohort: " + known();
    }

    private String known() {
        return cohorts.isEmpty() ? "there is none" : cohorts.stream().sorted().collect(Collectors.joining(", "));
    }

    /** {@code Two people decide, because …}: a review by those who are named, of a team of this cohort. */
    Verdict.Review review(List<String> steps, String teamCohort, String because, String error) {
        // A team without a cohort has no manager; an admin decides once, not twice.
        Set<Reviewer> reviewers = new LinkedHashSet<>();
        List<String> gone = new ArrayList<>();
        for (String step : steps) {
            named(step).filter(it -> !cohorts.contains(it)).ifPresent(gone::add);
            reviewers.add(reviewer(step, teamCohort));
        }
        String who = reviewers.stream().map(Reviewer::title).collect(Collectors.joining(" and then "));
        String decides = reviewers.size() == 1 ? " decides, because " : " decide, because ";
        StringBuilder sentence = new StringBuilder(Character.toUpperCase(who.charAt(0)) + who.substring(1))
                .append(decides)
                .append(because)
                .append('.');
        for (String cohort : gone)
            sentence.append(" There is no cohort ")
                    .append(cohort)
                    .append(" any more: an admin decides in the place of its manager.");
        return new Verdict.Review(List.copyOf(reviewers), sentence.toString(), error);
    }

    private Reviewer reviewer(String step, String teamCohort) {
        if (step.equals(ADMIN)) return new Reviewer.Admin();
        Optional<String> cohort = step.equals(MANAGER) ? Optional.ofNullable(teamCohort) : named(step);
        return cohort.filter(cohorts::contains)
                .<Reviewer>map(Reviewer.Manager::new)
                .orElseGet(Reviewer.Admin::new);
    }

    private static Optional<String> named(String step) {
        return step.startsWith(NAMED_MANAGER) && step.length() > NAMED_MANAGER.length()
                ? Optional.of(step.substring(NAMED_MANAGER.length()))
                : Optional.empty();
    }
}
