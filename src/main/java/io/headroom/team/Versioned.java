package io.headroom.team;

/** Something read, and the version it had. */
public record Versioned<T>(T value, int version) {}
