package io.headroom.team;

import io.headroom.allocator.Kind;
import io.headroom.allocator.PreemptionRules;
import io.headroom.allocator.TeamRules;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** How borrowers are warned (R9). */
@ConfigMapping(prefix = "headroom.reclaim")
public interface ReclaimConfig {
    /** A lease younger than this is never a victim; stops two teams from trading the same GPUs. */
    @WithDefault("PT10M")
    Duration minimumRuntime();

    /** Warning a borrower gets. Longer is kinder to jobs that checkpoint, and delays the owner by as much. */
    GracePeriod gracePeriod();

    /** Notice by kind of lease. */
    interface GracePeriod {
        @WithDefault("PT10M")
        Duration training();

        @WithDefault("PT5M")
        Duration preprocessing();

        @WithDefault("PT15M")
        Duration interactive();

        /** Long enough to move traffic away. */
        @WithDefault("PT30M")
        Duration inference();
    }

    /** The same as the allocator wants it. */
    default TeamRules rules() {
        return new TeamRules(
                PreemptionRules.NONE,
                minimumRuntime(),
                Map.of(
                        Kind.TRAINING, gracePeriod().training(),
                        Kind.PREPROCESSING, gracePeriod().preprocessing(),
                        Kind.INTERACTIVE, gracePeriod().interactive(),
                        Kind.INFERENCE, gracePeriod().inference()));
    }
}
