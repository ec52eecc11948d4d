package io.headroom.allocator;

import java.time.Instant;

/**
 * A node's place among its siblings when the surplus is divided (R3). It never touches the guarantee.
 *
 * @param weight its share of the surplus
 * @param rank a bucket served before lower buckets
 * @param usageShare its share of the GPU-hours used over the window, 0 to 1
 * @param createdAt older first when the last GPUs are dealt
 */
public record Standing(double weight, int rank, double usageShare, Instant createdAt) {
    public static final Standing DEFAULT = new Standing(1, 0, 0, Instant.EPOCH);

    public Standing {
        if (!(weight >= 0)) throw new IllegalArgumentException("weight is negative: " + weight);
        if (!(usageShare >= 0)) throw new IllegalArgumentException("usageShare is negative: " + usageShare);
    }

    public static Standing weighing(double weight) {
        return new Standing(weight, 0, 0, Instant.EPOCH);
    }
}
