package io.headroom.telemetry;

import io.headroom.device.Device;
import io.headroom.telemetry.UsageRepository.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Makes rows of finished minutes and writes them. Every device has one for every minute: what nobody measured is unknown,
 * not absent. While the database is away the rows are made from what it told last, and wait.
 *
 * <p>A minute is closed one interval after its end: what a Prometheus server scraped in its last second is seen only then.
 */
final class MinuteWriter {
    private static final Logger LOG = Logger.getLogger(MinuteWriter.class);
    /** About 60 MB: 40 minutes of ten thousand GPUs, or four days of 64. */
    private static final int MOST_ROWS = 400_000;

    private final Duration interval;
    private final Supplier<Holdings> holdings;
    private final BiFunction<Device, Instant, UseVerdict> verdicts;
    private final Consumer<List<Row>> insert;
    private final MinuteRollUp rollUp = new MinuteRollUp();
    private final UnwrittenMinutes unwritten = new UnwrittenMinutes(MOST_ROWS);
    /** As they were at the end of the minute that is closed next; null until they were read once. */
    private Holdings known;

    private Instant knownSince = Instant.MIN;

    /**
     * @param interval between two scrapes
     * @param holdings asks the database
     * @param verdicts on a held device at an instant
     * @param insert writes a minute as a whole, or fails
     */
    MinuteWriter(
            Duration interval,
            Supplier<Holdings> holdings,
            BiFunction<Device, Instant, UseVerdict> verdicts,
            Consumer<List<Row>> insert) {
        this.interval = interval;
        this.holdings = holdings;
        this.verdicts = verdicts;
        this.insert = insert;
    }

    /** Takes a reading in, at the time it was scraped. Safe for many threads. */
    void add(Instant at, DeviceReading reading) {
        rollUp.add(at, reading);
    }

    /** Writes what can be written. Call it after each round of scrapes. */
    void write(Instant now) {
        closeMinutes(now.minus(interval));
        if (askedOncePerMinute(now)) unwritten.write(insert);
    }

    /** Writes all minutes that ended, because there will be no other round. */
    void writeLast(Instant now) {
        closeMinutes(now);
        unwritten.write(insert);
    }

    private void closeMinutes(Instant until) {
        if (known == null) return;
        rollUp.drain(until).forEach((minute, measured) -> unwritten.add(minute, rows(minute, measured)));
    }

    /** Whether the holdings of this minute are known. */
    private boolean askedOncePerMinute(Instant now) {
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        if (minute.equals(knownSince)) return true;
        try {
            known = holdings.get();
            knownSince = minute;
            return true;
        } catch (RuntimeException e) {
            LOG.warnf(
                    "Minutes of use wait, and those to come count for the holders of %s: %s",
                    knownSince, e.getMessage());
            return false;
        }
    }

    private List<Row> rows(Instant minute, Map<DeviceKey, MinuteRow> measured) {
        return known.devices().stream()
                .map(device -> {
                    DeviceKey key = Utilization.key(device);
                    return row(device, measured.getOrDefault(key, MinuteRow.unmeasured(minute, key)));
                })
                .toList();
    }

    private Row row(Device device, MinuteRow measured) {
        boolean held = device.holder() != null;
        Instant end = measured.minute().plus(1, ChronoUnit.MINUTES);
        return new Row(
                measured.minute(),
                device.id(),
                held ? device.holder().lease() : null,
                held ? device.holder().team() : null,
                MinuteVerdict.of(device, held ? verdicts.apply(device, end) : null)
                        .name(),
                known.borrowed().contains(device.id()),
                single(measured.busyAvg()),
                single(measured.busyMax()),
                measured.memoryUsedMaxBytes(),
                single(measured.powerAvgWatts()),
                measured.busySamples());
    }

    /** As precise as the column: PostgreSQL refuses what is too small for it, and with it the whole minute. */
    private static Double single(Double value) {
        return value == null ? null : Double.valueOf(value.floatValue());
    }
}
