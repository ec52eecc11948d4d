package io.headroom.device;

import java.time.Instant;
import java.util.UUID;

/** That a device belongs to a lease, since when, and the lease's team and kind. */
public record Assignment(UUID lease, String team, String kind, Instant since) {}
