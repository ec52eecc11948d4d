package io.headroom.allocator;

/**
 * GPUs that are being reclaimed for a request: what was decided stays the aim until it starts or gives up (R10).
 *
 * @param gpus how many it gets then; less than it asked for if it is elastic and owed less
 */
public record Takes(String flavor, int gpus) {}
