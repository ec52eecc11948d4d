package io.headroom.allocator;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How a team takes, and how long its own leases are left alone.
 *
 * @param preemption from whom its requests take by priority
 * @param minimumRuntime age under which a lease is not a victim; shrinking to its {@code minGpus} is allowed earlier (R9)
 * @param gracePeriod notice a borrower gets before its GPUs leave, by kind (R9)
 */
public record TeamRules(PreemptionRules preemption, Duration minimumRuntime, Map<Kind, Duration> gracePeriod) {
    /** Ten minutes of protection; notice long enough for the kind to checkpoint or drain. */
    public static final TeamRules DEFAULT = new TeamRules(
            PreemptionRules.NONE,
            Duration.ofMinutes(10),
            Map.of(
                    Kind.TRAINING, Duration.ofMinutes(10),
                    Kind.PREPROCESSING, Duration.ofMinutes(5),
                    Kind.INTERACTIVE, Duration.ofMinutes(15),
                    Kind.INFERENCE, Duration.ofMinutes(30)));

    public TeamRules {
        Map<Kind, Duration> byKind = new EnumMap<>(Kind.class);
        byKind.putAll(gracePeriod);
        gracePeriod = Collections.unmodifiableMap(byKind);
    }

    /** Notice a lease of this kind gets. */
    public Duration grace(Kind kind) {
        return gracePeriod.get(kind);
    }

    public TeamRules preempting(PreemptionRules rules) {
        return new TeamRules(rules, minimumRuntime, gracePeriod);
    }

    public TeamRules protectedFor(Duration runtime) {
        return new TeamRules(preemption, runtime, gracePeriod);
    }
}
