package io.headroom.board;

import io.headroom.device.Device;
import io.headroom.telemetry.UseVerdict;
import java.util.List;

/**
 * GPUs counted by what they do. {@code busy + idle + unknown = held} and {@code held + free + unhealthy = total}, always:
 * each device is counted once: held, else unhealthy (drained ones too: they are no capacity), else free.
 */
record Counts(int busy, int idle, int unknown, int free, int unhealthy) {
    static Counts of(List<Device> devices, Picture picture) {
        int busy = 0;
        int idle = 0;
        int unknown = 0;
        int free = 0;
        int unhealthy = 0;
        for (Device device : devices) {
            UseVerdict verdict =
                    device.holder() == null ? null : picture.use(device).verdict();
            switch (verdict) {
                case BUSY -> busy++;
                case IDLE_HELD -> idle++;
                case UNKNOWN -> unknown++;
                case null -> {
                    if (device.usable()) free++;
                    else unhealthy++;
                }
            }
        }
        return new Counts(busy, idle, unknown, free, unhealthy);
    }

    public int held() {
        return busy + idle + unknown;
    }

    public int total() {
        return held() + free + unhealthy;
    }

    /** Share of the GPUs whose use is known that are busy, in percent, or null if none is. */
    public Long usePercent() {
        return busy + idle == 0 ? null : Math.round(100.0 * busy / (busy + idle));
    }
}
