package io.headroom.allocator;

/**
 * From whom the requests of a team take by priority. The default rules read only {@code withinTeam}; the other two are
 * for Kueue's presets.
 *
 * @param withinTeam from the team's own leases (R7)
 * @param reclaimWithinCohort from others in its cohorts that hold more than their quota
 * @param borrowWithinCohort from others in its cohorts even while it would borrow itself
 * @param borrowWithinCohortMaxPriority highest priority of such a victim; {@link Integer#MAX_VALUE} if any
 */
public record PreemptionRules(
        Preemption withinTeam,
        Preemption reclaimWithinCohort,
        Preemption borrowWithinCohort,
        int borrowWithinCohortMaxPriority) {
    /** Takes from nobody by priority. */
    public static final PreemptionRules NONE =
            new PreemptionRules(Preemption.NEVER, Preemption.NEVER, Preemption.NEVER, Integer.MAX_VALUE);

    public PreemptionRules {
        if (withinTeam == Preemption.ANY) throw new IllegalArgumentException("withinTeam cannot be ANY");
        if (reclaimWithinCohort == Preemption.LOWER_OR_NEWER_EQUAL_PRIORITY)
            throw new IllegalArgumentException("reclaimWithinCohort cannot be " + reclaimWithinCohort);
        if (borrowWithinCohort != Preemption.NEVER && borrowWithinCohort != Preemption.LOWER_PRIORITY)
            throw new IllegalArgumentException("borrowWithinCohort cannot be " + borrowWithinCohort);
    }

    public PreemptionRules withinTeam(Preemption rule) {
        return new PreemptionRules(rule, reclaimWithinCohort, borrowWithinCohort, borrowWithinCohortMaxPriority);
    }
}
