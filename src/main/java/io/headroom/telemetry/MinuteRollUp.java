package io.headroom.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects readings into one row per device and minute. Safe for many threads.
 *
 * <p>A drained minute is closed: a late reading for it is left out rather than written as a second row. Drain every
 * minute; what is not drained is what a restart loses.
 */
public final class MinuteRollUp {
    /** No round takes this long, and no reading is so late: it is the clock that was set, or the machine that slept. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

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

    /**
     * Takes out the minutes that ended at or before an instant, oldest first, with their rows by device. A minute in which
     * nobody answered is there too, and empty.
     */
    public synchronized SortedMap<Instant, Map<DeviceKey, MinuteRow>> drain(Instant before) {
        Instant open = before.truncatedTo(ChronoUnit.MINUTES);
        SortedMap<Instant, Map<DeviceKey, MinuteRow>> ended = passed(open);
        Map<Instant, Map<DeviceKey, MinuteSum>> finished = minutes.headMap(open, false);
        finished.forEach((minute, devices) -> ended.put(minute, rows(minute, devices)));
        finished.clear();
        reopenIfClockWasSetBack(open);
        return ended;
    }

    /** The minutes since the last drain; none after a leap, because nobody watched then. */
    private SortedMap<Instant, Map<DeviceKey, MinuteRow>> passed(Instant open) {
        SortedMap<Instant, Map<DeviceKey, MinuteRow>> passed = new TreeMap<>();
        if (open.minus(TOLERANCE).isAfter(closedBefore)) return passed;
        for (Instant minute = closedBefore; minute.isBefore(open); minute = minute.plus(1, ChronoUnit.MINUTES))
            passed.put(minute, Map.of());
        return passed;
    }

    private static Map<DeviceKey, MinuteRow> rows(Instant minute, Map<DeviceKey, MinuteSum> devices) {
        Map<DeviceKey, MinuteRow> rows = HashMap.newHashMap(devices.size());
        devices.forEach((device, sum) -> rows.put(device, sum.row(minute, device)));
        return rows;
    }

    /** Refusing readings until a clock that was set back catches up would lose that time. */
    private void reopenIfClockWasSetBack(Instant open) {
        boolean setBack = open.plus(TOLERANCE).isBefore(closedBefore);
        closedBefore = setBack || open.isAfter(closedBefore) ? open : closedBefore;
    }
}
