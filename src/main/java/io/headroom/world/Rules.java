package io.headroom.world;

import io.headroom.allocator.Kind;
import io.headroom.allocator.Preemption;
import io.headroom.allocator.PreemptionRules;
import io.headroom.allocator.TeamRules;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules of one team. */
final class Rules {
    private static final Set<String> FIELDS = Fields.named(
            "withinTeam",
            "reclaimWithinCohort",
            "borrowWithinCohort",
            "borrowWithinCohortMaxPriority",
            "minimumRuntime",
            "gracePeriod");

    private Rules() {}

    /** What holds for a team that says nothing. The other engines protect no lease for being young. */
    static TeamRules standard(Frame frame) {
        return frame.isOurs() ? TeamRules.DEFAULT : TeamRules.DEFAULT.protectedFor(Duration.ZERO);
    }

    static Frame.Later<TeamRules> read(Value given) {
        Fields rules = given.fields(FIELDS);
        PreemptionRules preemption = preemption(rules);
        Duration runtime = rules.optional("minimumRuntime").map(Value::duration).orElse(null);
        Map<Kind, Duration> grace = rules.optional("gracePeriod")
                .map(Value::duration)
                .map(Rules::forAllKinds)
                .orElse(TeamRules.DEFAULT.gracePeriod());
        return frame ->
                new TeamRules(preemption, runtime == null ? standard(frame).minimumRuntime() : runtime, grace);
    }

    private static PreemptionRules preemption(Fields rules) {
        return new PreemptionRules(
                preemption(rules, "withinTeam", Words.WITHIN_TEAM),
                preemption(rules, "reclaimWithinCohort", Words.RECLAIM_WITHIN_COHORT),
                preemption(rules, "borrowWithinCohort", Words.BORROW_WITHIN_COHORT),
                rules.optional("borrowWithinCohortMaxPriority")
                        .map(value -> value.whole(Integer.MIN_VALUE, Integer.MAX_VALUE))
                        .orElse(Integer.MAX_VALUE));
    }

    private static Preemption preemption(Fields rules, String name, Map<String, Preemption> words) {
        return rules.optional(name).map(value -> value.oneOf(words)).orElse(Preemption.NEVER);
    }

    private static Map<Kind, Duration> forAllKinds(Duration grace) {
        return Arrays.stream(Kind.values()).collect(Collectors.toMap(kind -> kind, _ -> grace));
    }
}
