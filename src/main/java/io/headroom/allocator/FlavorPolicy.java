package io.headroom.allocator;

/** Whether a request rather starts on a less preferred flavor or waits for a better one (R17). */
public enum FlavorPolicy {
    /** A later flavor that fits now beats reclaiming for an earlier one. */
    PREFER_STARTING,
    /** Reclaims for an earlier flavor before it looks at a later one. */
    PREFER_WAITING
}
