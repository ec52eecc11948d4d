package io.headroom.telemetry;

import java.time.Instant;
import java.util.List;

/**
 * What is known of a device's use now. Every unknown is null, never zero.
 *
 * @param verdict busy, idle-held or unknown; null if nobody holds the device
 * @param busy ratio of time in use, 0 to 1, only while fresh
 * @param signal the metric it came from
 * @param errors what it reported of its own failures when it was scraped last
 * @param users whose work is on it, each team and rule once, only while fresh
 * @param measuredAt when it was scraped last, or null if never
 * @param stale whether that is longer ago than three intervals
 */
public record DeviceUse(
        UseVerdict verdict,
        Double busy,
        String signal,
        Long memoryUsedBytes,
        Long memoryTotalBytes,
        Double powerWatts,
        Double temperatureCelsius,
        DeviceErrors errors,
        List<Attribution> users,
        Instant measuredAt,
        boolean stale) {}
