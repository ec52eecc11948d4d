package io.headroom.telemetry;

import io.headroom.telemetry.RecentUse.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** One device's last hour, one slot per scrape in a ring. Slots are in order of time, at least half an interval apart. */
final class History {
    private static final int MINUTES = (int) RecentUse.KEPT.toMinutes();
    /** A Prometheus server tells of up to two minutes ago what another source has told of since. */
    private static final long LATE = Duration.ofMinutes(5).toMillis();

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final long interval;
    private final long[] at;
    private final float[] busy;
    private int newest = -1;
    private int size;
    private Seen latest;

    History(Duration interval) {
        this.interval = interval.toMillis();
        int slots = (int) (RecentUse.KEPT.toMillis() / this.interval) + 2;
        at = new long[slots];
        busy = new float[slots];
    }

    /**
     * Takes a reading in.
     *
     * @return whether it is a sample; of two sources that tell of one device only the first is, or the slots of an hour
     *     would hold half of it and a gap would count as watched. One that knows no busy ratio gives way to one that does
     */
    synchronized boolean add(Instant when, DeviceReading reading) {
        long since = size == 0 ? interval : when.toEpochMilli() - at[newest];
        if (since < -LATE) {
            size = 0; // the clock was set back: what is "in the future" can no longer be ordered
        } else if (since < interval / 2) {
            return again(when, since, reading);
        }
        newest = (newest + 1) % at.length;
        at[newest] = when.toEpochMilli();
        busy[newest] = ratio(reading);
        size = Math.min(size + 1, at.length);
        latest = new Seen(when, reading);
        return true;
    }

    private boolean again(Instant when, long since, DeviceReading reading) {
        boolean completes = since > -interval / 2 && Float.isNaN(busy[newest]) && reading.busy() != null;
        if (completes) busy[newest] = ratio(reading);
        if (completes || when.isAfter(latest.at())) latest = new Seen(when, reading);
        return completes;
    }

    private static float ratio(DeviceReading reading) {
        return reading.busy() == null ? Float.NaN : reading.busy().floatValue();
    }

    synchronized Seen latest() {
        return latest;
    }

    /** Samples in {@code (after, until]}. */
    synchronized Window window(Instant after, Instant until, int expected) {
        int samples = 0;
        int last = -1;
        double max = Double.NEGATIVE_INFINITY;
        for (int age = size - 1; age >= 0; age--) {
            int slot = slot(age);
            if (isWithin(slot, after, until)) {
                max = Math.max(max, busy[slot]);
                last = slot;
                samples++;
            }
        }
        return last < 0
                ? Window.empty(expected)
                : new Window(expected, samples, max, Instant.ofEpochMilli(at[last]), (double) busy[last]);
    }

    /** How many samples in {@code (after, until]} are at least that busy. */
    synchronized int atLeast(double ratio, Instant after, Instant until) {
        int samples = 0;
        for (int age = 0; age < size; age++)
            if (isWithin(slot(age), after, until) && busy[slot(age)] >= ratio) samples++;
        return samples;
    }

    synchronized double[] perMinute(Instant now) {
        double[] sums = new double[MINUTES];
        int[] counts = new int[MINUTES];
        long runningMinute = Math.floorDiv(now.toEpochMilli(), MINUTE);
        for (int age = 0; age < size; age++) {
            int slot = slot(age);
            long minute = MINUTES - 1 - (runningMinute - Math.floorDiv(at[slot], MINUTE));
            if (minute >= 0 && minute < MINUTES && !Float.isNaN(busy[slot])) {
                sums[(int) minute] += busy[slot];
                counts[(int) minute]++;
            }
        }
        Arrays.setAll(sums, i -> counts[i] == 0 ? Double.NaN : sums[i] / counts[i]);
        return sums;
    }

    private boolean isWithin(int slot, Instant after, Instant until) {
        return at[slot] > after.toEpochMilli() && at[slot] <= until.toEpochMilli() && !Float.isNaN(busy[slot]);
    }

    /** Where the sample is that has this many newer ones. */
    private int slot(int age) {
        return Math.floorMod(newest - age, at.length);
    }
}
