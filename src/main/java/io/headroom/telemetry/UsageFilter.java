package io.headroom.telemetry;

import java.util.Collection;
import java.util.UUID;

/**
 * Whose use of what is looked at; null is everybody's, of all.
 *
 * @param visible the only teams whose use counts, beside what nobody held
 */
public record UsageFilter(String team, UUID lease, UUID device, String flavor, Collection<String> visible) {
    /** The whole fleet. */
    public static final UsageFilter ALL = new UsageFilter(null, null, null, null, null);

    public static UsageFilter team(String team) {
        return new UsageFilter(team, null, null, null, null);
    }

    public static UsageFilter lease(UUID lease) {
        return new UsageFilter(null, lease, null, null, null);
    }

    /** What it did for these teams, and while nobody held it; null is for all teams. */
    public static UsageFilter device(UUID device, Collection<String> visible) {
        return new UsageFilter(null, null, device, null, visible);
    }

    public static UsageFilter flavor(String flavor) {
        return new UsageFilter(null, null, null, flavor, null);
    }
}
