package io.headroom.request;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits on what can be asked at all, and how long it may wait for a decision. */
@ConfigMapping(prefix = "headroom.request")
public interface RequestConfig {
    /** Longest term. A long one keeps GPUs from others only as far as they are own; borrowed ones go back anyway. */
    @WithDefault("P90D")
    Duration longestTerm();

    /** Shortest term; less than this is gone before anybody notices. */
    @WithDefault("PT5M")
    Duration shortestTerm();

    /** How far ahead a start can lie. */
    @WithDefault("P180D")
    Duration farthestStart();

    /** How long a request may be undecided before the admins are told. Shorter spares askers, longer spares admins. */
    @WithDefault("PT24H")
    Duration escalateAfter();
}
