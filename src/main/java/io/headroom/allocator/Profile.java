package io.headroom.allocator;

/**
 * What a lease is for, and how it is treated.
 *
 * @param priority inside its team; higher is more important
 * @param reclaimable false if nobody may take it back; its team then has to hold it within nominal (R13)
 */
public record Profile(Kind kind, int priority, boolean reclaimable) {}
