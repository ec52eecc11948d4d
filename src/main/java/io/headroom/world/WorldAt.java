package io.headroom.world;

import io.headroom.allocator.World;
import java.time.Instant;

/** A world and the instant it is planned for. */
public record WorldAt(World world, Instant now) {}
