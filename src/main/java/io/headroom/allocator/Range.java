package io.headroom.allocator;

/**
 * The sizes a lease can work with, in GPUs: {@code min}, then up in steps to {@code max}.
 *
 * @param min the fewest it can work with
 * @param max the most it can use
 * @param step by how many it can change at once
 */
public record Range(int min, int max, int step) {
    public Range {
        if (min <= 0) throw new IllegalArgumentException("minGpus must be at least 1: " + min);
        if (max < min) throw new IllegalArgumentException("maxGpus must be at least minGpus " + min + ": " + max);
        if (step <= 0) throw new IllegalArgumentException("stepGpus must be at least 1: " + step);
    }

    /** All or nothing. */
    public static Range exactly(int gpus) {
        return new Range(gpus, gpus, 1);
    }

    public static Range of(int min, int max) {
        return new Range(min, max, 1);
    }

    /** The largest size it can work with that is no more than that many; 0 if even the smallest is more. */
    public int atMost(int gpus) {
        if (gpus < min) return 0;
        return min + (Math.min(gpus, max) - min) / step * step;
    }

    /** The same sizes, none below the smallest of those and what is left of a lease. */
    public Range within(int gpus) {
        return gpus >= min ? this : new Range(gpus, Math.max(max, gpus), step);
    }
}
