package io.headroom.team;

import io.headroom.allocator.Kind;
import io.headroom.allocator.PreemptionRules;
import io.headroom.allocator.TeamRules;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What an admin set of a team's rules; what is absent follows the installation's defaults.
 *
 * @param minimumRuntime null for the default
 * @param gracePeriod only the kinds that differ from the default
 */
public record RuleSettings(PreemptionRules preemption, Duration minimumRuntime, Map<Kind, Duration> gracePeriod) {
    /** Nothing set. */
    public static final RuleSettings DEFAULT = new RuleSettings(PreemptionRules.NONE, null, Map.of());

    public RuleSettings {
        gracePeriod = Map.copyOf(gracePeriod);
    }

    /** These rules, completed by the defaults. */
    public TeamRules over(TeamRules defaults) {
        Map<Kind, Duration> grace = new EnumMap<>(defaults.gracePeriod());
        grace.putAll(gracePeriod);
        return new TeamRules(preemption, minimumRuntime == null ? defaults.minimumRuntime() : minimumRuntime, grace);
    }
}
