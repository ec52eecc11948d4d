package io.headroom.board;

import io.headroom.device.Device;
import io.headroom.lease.Exposure;
import io.headroom.platform.When;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * GPUs of a lease that were drained.
 *
 * @param by when the first of them leave, or null once only room is missing
 */
record Moving(String headline, When by) {
    /** Null if none were. */
    static Moving of(List<Device> devices, Exposure exposure, Instant now) {
        List<Instant> drained = devices.stream()
                .filter(Device::healthy)
                .map(Device::drainedSince)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        if (drained.isEmpty()) return null;
        Instant by = drained.getFirst().plus(exposure.notice());
        String headline = drained.size() == 1 ? "1 GPU was drained." : drained.size() + " GPUs were drained.";
        return new Moving(headline, by.isAfter(now) ? When.of(by, now) : null);
    }
}
