package io.headroom.request;

import io.headroom.approval.Facts;

/** A request of the past, and what the approval policy looked at then, as far as that is known. */
public record Judged(CapacityRequest request, Facts facts) {}
