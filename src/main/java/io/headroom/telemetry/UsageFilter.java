package io.headroom.telemetry;

import java.util.UUID;

/** Whose use is looked at; null is everybody's. */
public record UsageFilter(String team, UUID lease, UUID device) {
    /** The whole fleet. */
    public static final UsageFilter ALL = new UsageFilter(null, null, null);

    public static UsageFilter team(String team) {
        return new UsageFilter(team, null, null);
    }

    public static UsageFilter lease(UUID lease) {
        return new UsageFilter(null, lease, null);
    }
}
