package io.headroom.idle;

import java.util.Set;
import java.util.UUID;

/**
 * What was measured of a lease's devices; of those in neither set nothing is certain.
 *
 * @param held all it has
 * @param idle for their whole window
 * @param used for more than a moment
 */
record SeenUse(Set<UUID> held, Set<UUID> idle, Set<UUID> used) {
    static final SeenUse NOTHING = new SeenUse(Set.of(), Set.of(), Set.of());

    SeenUse {
        held = Set.copyOf(held);
        idle = Set.copyOf(idle);
        used = Set.copyOf(used);
    }
}
