package io.headroom.admin;

import io.headroom.allocator.Kind;
import io.headroom.allocator.Preemption;
import io.headroom.allocator.PreemptionRules;
import io.headroom.team.RuleSettings;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A team's rules as they are sent and shown; what is absent follows the installation's defaults. */
public record RulesBody(
        String withinTeam,
        String reclaimWithinCohort,
        String borrowWithinCohort,
        Integer borrowWithinCohortMaxPriority,
        String minimumRuntime,
        Grace gracePeriod) {
    static final List<Preemption> WITHIN_TEAM =
            List.of(Preemption.NEVER, Preemption.LOWER_PRIORITY, Preemption.LOWER_OR_NEWER_EQUAL_PRIORITY);
    static final List<Preemption> RECLAIM = List.of(Preemption.NEVER, Preemption.LOWER_PRIORITY, Preemption.ANY);
    static final List<Preemption> BORROW = List.of(Preemption.NEVER, Preemption.LOWER_PRIORITY);

    /** Notice by kind, ISO 8601. */
    public record Grace(String training, String preprocessing, String interactive, String inference) {
        String of(Kind kind) {
            return switch (kind) {
                case TRAINING -> training;
                case PREPROCESSING -> preprocessing;
                case INTERACTIVE -> interactive;
                case INFERENCE -> inference;
            };
        }
    }

    /** @throws io.headroom.platform.Refused 422 naming every field that is wrong */
    RuleSettings rules() {
        Values values = new Values();
        RuleSettings rules = rules(values);
        values.check();
        return rules;
    }

    RuleSettings rules(Values values) {
        PreemptionRules preemption = new PreemptionRules(
                values.preemption("withinTeam", withinTeam, WITHIN_TEAM),
                values.preemption("reclaimWithinCohort", reclaimWithinCohort, RECLAIM),
                values.preemption("borrowWithinCohort", borrowWithinCohort, BORROW),
                values.priority(
                        "borrowWithinCohortMaxPriority",
                        borrowWithinCohortMaxPriority == null ? null : borrowWithinCohortMaxPriority.toString()));
        Map<Kind, Duration> grace = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            String name = "gracePeriod." + kind.name().toLowerCase(Locale.ROOT);
            Duration notice = values.duration(name, gracePeriod == null ? null : gracePeriod.of(kind));
            if (notice != null) grace.put(kind, notice);
        }
        return new RuleSettings(preemption, values.duration("minimumRuntime", minimumRuntime), grace);
    }

    static RulesBody of(RuleSettings rules) {
        PreemptionRules preemption = rules.preemption();
        int highest = preemption.borrowWithinCohortMaxPriority();
        return new RulesBody(
                preemption.withinTeam().name(),
                preemption.reclaimWithinCohort().name(),
                preemption.borrowWithinCohort().name(),
                highest == Integer.MAX_VALUE ? null : highest,
                text(rules.minimumRuntime()),
                new Grace(
                        text(rules.gracePeriod().get(Kind.TRAINING)),
                        text(rules.gracePeriod().get(Kind.PREPROCESSING)),
                        text(rules.gracePeriod().get(Kind.INTERACTIVE)),
                        text(rules.gracePeriod().get(Kind.INFERENCE))));
    }

    private static String text(Duration duration) {
        return duration == null ? null : duration.toString();
    }
}
