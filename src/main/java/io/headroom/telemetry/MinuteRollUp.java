package io.headroom.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects readings into one row per device and minute. Safe for many threads.
 *
 * <p>A drained minute is closed: a late reading for it is left out rather than written as a second row. Drain every
 * minute; what is not drained is what a restart loses.
 */
public final class MinuteRollUp {
    private final TreeMap<Instant, Map<DeviceKey, MinuteSum>> minutes = new TreeMap<>();
    private Instant closedBefore = Instant.MIN;

    /** Takes a reading in, at the time it was scraped. */
    public synchronized void add(Instant at, DeviceReading reading) {
        Instant minute = at.truncatedTo(ChronoUnit.MINUTES);
        if (minute.isBefore(closedBefore)) {
            return;
        }
        minutes.computeIfAbsent(minute, _ -> new HashMap<>())
                .computeIfAbsent(reading.key(), _ -> new MinuteSum())
                .add(reading);
    }

    /** Takes out the minutes that ended at or before an instant, oldest first. */
    public synchronized List<MinuteRow> drain(Instant before) {
        Instant open = before.truncatedTo(ChronoUnit.MINUTES);
        List<MinuteRow> rows = new ArrayList<>();
        Map<Instant, Map<DeviceKey, MinuteSum>> finished = minutes.headMap(open, false);
        finished.forEach((minute, devices) -> devices.forEach((device, sum) -> rows.add(sum.row(minute, device))));
        finished.clear();
        reopenIfClockWasSetBack(open);
        return rows;
    }

    /** An hour back is no late reading but a clock that was wrong; refusing until it catches up would lose that hour. */
    private void reopenIfClockWasSetBack(Instant open) {
        boolean setBack = closedBefore.isAfter(Instant.MIN) && open.isBefore(closedBefore.minus(Duration.ofMinutes(5)));
        closedBefore = setBack || open.isAfter(closedBefore) ? open : closedBefore;
    }
}
