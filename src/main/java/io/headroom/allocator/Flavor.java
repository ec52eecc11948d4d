package io.headroom.allocator;

/**
 * A kind of GPU whose units can stand in for one another.
 *
 * @param name for example {@code h100-80gb}
 * @param capacity healthy, schedulable devices now, in GPUs
 */
public record Flavor(String name, int capacity) {
    public Flavor {
        if (capacity < 0) throw new IllegalArgumentException("capacity cannot be negative: " + capacity);
    }
}
