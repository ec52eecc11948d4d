package io.headroom.delegation;

/**
 * A delegation as it was typed.
 *
 * @param from ISO 8601; today if absent
 * @param to ISO 8601, the last day
 */
public record DelegationInput(String delegate, String from, String to, String note) {}
