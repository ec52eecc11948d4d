package io.headroom.device;

import java.time.Instant;

/**
 * That an admin took a device or its whole node out of use: it is given to nobody and is no capacity.
 *
 * @param by the admin's username
 * @param reason as they put it
 * @param ofNode whether it is the node that was drained
 */
public record Drain(Instant at, String by, String reason, boolean ofNode) {
    /** For example {@code drained by admin: new power supply}. */
    public String sentence() {
        return "drained by " + by + ": " + reason;
    }
}
