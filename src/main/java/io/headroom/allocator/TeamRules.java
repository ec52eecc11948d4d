package io.headroom.allocator;

import java.time.Duration;
import java.util.Map;

/**
 * How long a team's leases are left alone (R9).
 *
 * @param minimumRuntime age under which a lease is not a victim; shrinking to its {@code minGpus} is allowed earlier
 * @param gracePeriod notice a borrower gets before its GPUs leave, by kind
 */
public record TeamRules(Duration minimumRuntime, Map<Kind, Duration> gracePeriod) {
    /** Ten minutes of protection; notice long enough for the kind to checkpoint or drain. */
    public static final TeamRules DEFAULT = new TeamRules(
            Duration.ofMinutes(10),
            Map.of(
                    Kind.TRAINING, Duration.ofMinutes(10),
                    Kind.PREPROCESSING, Duration.ofMinutes(5),
                    Kind.INTERACTIVE, Duration.ofMinutes(15),
                    Kind.INFERENCE, Duration.ofMinutes(30)));

    public TeamRules {
        gracePeriod = Map.copyOf(gracePeriod);
    }

    /** Notice a lease of this kind gets. */
    public Duration grace(Kind kind) {
        return gracePeriod.get(kind);
    }
}
