package io.headroom.fleet;

import io.headroom.device.Device;
import io.headroom.device.Drain;
import java.time.Instant;
import java.util.List;

/**
 * A node or device after it was drained or taken back into use.
 *
 * @param devices how many GPUs that concerns
 * @param held how many of them leases still sit on
 * @param drained who drained it, or absent if it is in use
 */
public record DrainJson(int devices, int held, Drained drained) {
    /** Who drained it when, and why. */
    public record Drained(Instant at, String by, String reason) {}

    static DrainJson of(List<Device> covered, Drain drain) {
        return new DrainJson(
                covered.size(),
                (int) covered.stream().filter(it -> it.holder() != null).count(),
                drain == null ? null : new Drained(drain.at(), drain.by(), drain.reason()));
    }
}
