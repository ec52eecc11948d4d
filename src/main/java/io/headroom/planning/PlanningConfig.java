package io.headroom.planning;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How eagerly the leader plans. */
@ConfigMapping(prefix = "headroom.planning")
public interface PlanningConfig {
    /** How long to wait for more changes before planning. Longer makes fewer plans in a burst and every grant later. */
    @WithDefault("PT0.004S")
    Duration coalesce();

    /** Longest pause between two plans; also how soon another replica takes over from a dead leader. */
    @WithDefault("PT2S")
    Duration heartbeat();

    /**
     * How long planning leaves a lease alone whose decision could not be made true twice. Longer bothers the others less
     * often; shorter notices earlier that the cause is gone.
     */
    @WithDefault("PT5M")
    Duration quarantine();
}
