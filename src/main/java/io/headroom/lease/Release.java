package io.headroom.lease;

import java.util.Set;
import java.util.UUID;

/**
 * What to give back: these devices, or else so many GPUs, or else all.
 *
 * @param gpus how many, or null for all
 * @param devices which ones; empty if the portal may choose
 */
public record Release(Integer gpus, Set<UUID> devices) {
    public Release {
        devices = Set.copyOf(devices);
    }

    public static Release all() {
        return new Release(null, Set.of());
    }

    public static Release of(int gpus) {
        return new Release(gpus, Set.of());
    }
}
