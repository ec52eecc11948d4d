package io.headroom.telemetry;

import java.time.Instant;

/** What is known beyond the hour kept in memory, from the minute roll-ups for example. Needed by windows over an hour. */
@FunctionalInterface
public interface OlderUse {
    /** Knows nothing: a window over an hour stays uncovered, so its verdict is busy or unknown, never idle. */
    OlderUse NONE = (device, after, until) -> Window.empty(0);

    /** Samples taken in {@code (after, until]}. The caller decides how many to expect; {@code expected} is ignored. */
    Window window(DeviceKey device, Instant after, Instant until);
}
