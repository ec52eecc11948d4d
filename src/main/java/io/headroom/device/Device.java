package io.headroom.device;

import java.time.Instant;
import java.util.UUID;

/**
 * One GPU, or one slice of one.
 *
 * @param index its number on the node, as {@code CUDA_VISIBLE_DEVICES} counts
 * @param uuid the vendor's identity; that of the parent for a MIG slice
 * @param instance the MIG slice, or empty for a whole GPU
 * @param healthReason what is wrong with it, or null if it is healthy
 * @param nodeDrain who took its whole node out of use, or null if nobody did
 * @param ownDrain who took it alone out of use, or null if nobody did
 * @param holder who holds it, or null if it is free
 */
public record Device(
        UUID id,
        String node,
        int index,
        String uuid,
        String instance,
        String model,
        String flavor,
        String healthReason,
        Instant healthSince,
        Drain nodeDrain,
        Drain ownDrain,
        Assignment holder) {
    /** One that was drained with its node, or alone, or not at all. */
    public Device(
            UUID id,
            String node,
            int index,
            String uuid,
            String instance,
            String model,
            String flavor,
            String healthReason,
            Instant healthSince,
            Drain drain,
            Assignment holder) {
        this(
                id,
                node,
                index,
                uuid,
                instance,
                model,
                flavor,
                healthReason,
                healthSince,
                drain != null && drain.ofNode() ? drain : null,
                drain != null && drain.ofNode() ? null : drain,
                holder);
    }

    /** Who took it out of use, with its node rather than alone; null if nobody did. */
    public Drain drain() {
        return nodeDrain != null ? nodeDrain : ownDrain;
    }

    /** Since when it is drained, or null if it is not. Of two drains the first counts: its notice runs already. */
    public Instant drainedSince() {
        if (nodeDrain != null && ownDrain != null && ownDrain.at().isBefore(nodeDrain.at())) return ownDrain.at();
        return drain() == null ? null : drain().at();
    }

    public boolean healthy() {
        return healthReason == null;
    }

    /** Whether it is capacity. */
    public boolean usable() {
        return healthy() && drain() == null;
    }

    /** Whether a lease could get it now. */
    public boolean free() {
        return usable() && holder == null;
    }

    /** Why it is no capacity, or null if it is. */
    public String outOfUse() {
        if (healthReason != null) return healthReason;
        return drain() == null ? null : drain().sentence();
    }
}
