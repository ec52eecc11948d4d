package io.headroom.telemetry;

import java.time.Instant;

/**
 * One device's minute, as it is stored.
 *
 * @param minute when it began
 * @param busyAvg mean busy ratio, 0 to 1; null if never known
 * @param busyMax largest busy ratio
 * @param signal metric the ratios came from; when it changes within a minute only the later one's ratios count, because
 *     the two cannot be averaged
 * @param memoryUsedMaxBytes most memory in use
 * @param powerAvgWatts mean draw
 * @param samples readings taken in
 * @param busySamples readings with a known busy ratio of this signal
 */
public record MinuteRow(
        Instant minute,
        DeviceKey device,
        Double busyAvg,
        Double busyMax,
        String signal,
        Long memoryUsedMaxBytes,
        Double powerAvgWatts,
        int samples,
        int busySamples) {
    /** A minute in which nobody told anything of a device. */
    static MinuteRow unmeasured(Instant minute, DeviceKey device) {
        return new MinuteRow(minute, device, null, null, null, null, null, 0, 0);
    }
}
