package io.headroom.allocator;

/** From which leases, by priority, a request may take (Kueue's words). */
public enum Preemption {
    NEVER,
    LOWER_PRIORITY,
    /** Lower priority, or the same and started after the request came. */
    LOWER_OR_NEWER_EQUAL_PRIORITY,
    ANY
}
