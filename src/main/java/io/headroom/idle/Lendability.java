package io.headroom.idle;

import java.util.Set;
import java.util.UUID;

/**
 * Which idle GPUs others may have.
 *
 * @param decided whether a ladder decides
 * @param climbed the devices that climbed it that far
 */
public record Lendability(boolean decided, Set<UUID> climbed) {
    public Lendability {
        climbed = Set.copyOf(climbed);
    }

    /** Whether a device, if it is idle, may be borrowed although its team holds it within nominal (R11). */
    public boolean isLendable(UUID device) {
        return climbed.contains(device);
    }

    /** Whether a device, if it is idle, is taken before anything that works (R8): all are where no ladder decides. */
    public boolean isFirst(UUID device) {
        return !decided || isLendable(device);
    }
}
