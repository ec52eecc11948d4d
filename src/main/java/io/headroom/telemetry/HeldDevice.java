package io.headroom.telemetry;

import io.headroom.allocator.Kind;
import java.time.Instant;

/** A device somebody holds, for what kind of work, and since when. */
public record HeldDevice(DeviceKey device, Kind kind, Instant since) {}
