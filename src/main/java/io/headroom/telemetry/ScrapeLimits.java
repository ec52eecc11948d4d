package io.headroom.telemetry;

import java.time.Duration;

/**
 * What one exporter may cost.
 *
 * @param timeout for everything: connecting, waiting and the whole body. Keep it well under the scrape interval
 * @param maxBodyBytes largest body read, after unpacking. A node of 16 GPUs answers about 200 KiB; a whole cluster behind
 *     one Prometheus a few MiB
 */
public record ScrapeLimits(Duration timeout, long maxBodyBytes) {
    /** Five seconds and 32 MiB. */
    public static final ScrapeLimits DEFAULT = new ScrapeLimits(Duration.ofSeconds(5), 32L << 20);

    public ScrapeLimits {
        if (!timeout.isPositive() || maxBodyBytes <= 0) {
            throw new IllegalArgumentException("limits must be positive: " + timeout + ", " + maxBodyBytes + " bytes");
        }
    }
}
