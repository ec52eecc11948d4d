package io.headroom.telemetry;

import java.time.Instant;

/** One device's running minute. */
final class MinuteSum {
    private int samples;
    private String signal;
    private double busySum;
    private double busyMax;
    private int busySamples;
    private Long memoryUsedMax;
    private double powerSum;
    private int powerSamples;

    void add(DeviceReading reading) {
        samples++;
        if (reading.busy() != null) {
            addBusy(reading.busy(), reading.signal());
        }
        if (reading.memoryUsedBytes() != null) {
            long used = reading.memoryUsedBytes();
            memoryUsedMax = memoryUsedMax == null ? used : Math.max(memoryUsedMax, used);
        }
        if (reading.powerWatts() != null) {
            powerSum += reading.powerWatts();
            powerSamples++;
        }
    }

    MinuteRow row(Instant minute, DeviceKey device) {
        return new MinuteRow(
                minute,
                device,
                busySamples == 0 ? null : busySum / busySamples,
                busySamples == 0 ? null : busyMax,
                signal,
                memoryUsedMax,
                powerSamples == 0 ? null : powerSum / powerSamples,
                samples,
                busySamples);
    }

    private void addBusy(double busy, String from) {
        if (!from.equals(signal)) {
            signal = from;
            busySum = 0;
            busyMax = 0;
            busySamples = 0;
        }
        busySum += busy;
        busyMax = Math.max(busyMax, busy);
        busySamples++;
    }
}
