package io.headroom.device;

import java.util.UUID;

/** What an admin takes out of use, or back into it. */
public sealed interface DrainTarget {
    /** A node with all its devices, those that join it later included. */
    record OfNode(String name) implements DrainTarget {}

    /** One device. */
    record OfDevice(UUID id) implements DrainTarget {}

    /** Whether a device is, or is part of, this. */
    default boolean covers(Device device) {
        return switch (this) {
            case OfNode(String name) -> device.node().equals(name);
            case OfDevice(UUID id) -> device.id().equals(id);
        };
    }

    /** Whether a device is drained by this and by nothing else. */
    default boolean aloneDrains(Device device) {
        Drain other = this instanceof OfNode ? device.ownDrain() : device.nodeDrain();
        return covers(device) && device.drain() != null && other == null;
    }

    /** {@code node} or {@code device}. */
    default String word() {
        return switch (this) {
            case OfNode _ -> "node";
            case OfDevice _ -> "device";
        };
    }

    /** Its name or id. */
    default String key() {
        return switch (this) {
            case OfNode(String name) -> name;
            case OfDevice(UUID id) -> id.toString();
        };
    }
}
