package io.headroom.telemetry;

import java.util.UUID;

/** Whose use of what is looked at; null is everybody's, of all. */
public record UsageFilter(String team, UUID lease, UUID device, String flavor) {
    /** The whole fleet. */
    public static final UsageFilter ALL = new UsageFilter(null, null, null, null);

    public static UsageFilter team(String team) {
        return new UsageFilter(team, null, null, null);
    }

    public static UsageFilter lease(UUID lease) {
        return new UsageFilter(null, lease, null, null);
    }

    public static UsageFilter device(UUID device) {
        return new UsageFilter(null, null, device, null);
    }

    public static UsageFilter flavor(String flavor) {
        return new UsageFilter(null, null, null, flavor);
    }
}
