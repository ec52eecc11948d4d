package io.headroom.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One look at one target, success or not.
 *
 * @param target what was asked
 * @param mapping exporter found there, null if none
 * @param devices what it says, empty on error
 * @param lines sample lines read
 * @param dropped samples not believed
 * @param scrapedAt when asking began; the age of the data counts from here
 * @param duration how long it took
 * @param error one sentence, or null on success
 */
public record Scrape(
        String target,
        String mapping,
        List<DeviceReading> devices,
        long lines,
        long dropped,
        Instant scrapedAt,
        Duration duration,
        String error) {
    public Scrape {
        devices = List.copyOf(devices);
    }

    /** Whether the devices can be believed to be all there is. */
    public boolean succeeded() {
        return error == null;
    }
}
