package io.headroom.notification;

import java.time.Instant;
import java.util.UUID;

/**
 * What became of a delivery to a webhook.
 *
 * @param at when it happened, what it tells
 * @param attempts since it was last asked for
 * @param lastAttempt null if none was made
 * @param status what the last attempt was answered, or null if nothing
 * @param error null if it arrived, or was not tried
 * @param nextAttempt null if none will be made
 * @param deliveredAt null if it has not arrived
 */
public record LoggedDelivery(
        UUID id,
        Instant at,
        String action,
        String sentence,
        int attempts,
        Instant lastAttempt,
        Integer status,
        String error,
        Instant nextAttempt,
        Instant deliveredAt) {
    /** How far it is. */
    enum State {
        WAITING,
        DELIVERED,
        GIVEN_UP
    }

    State state() {
        if (deliveredAt != null) return State.DELIVERED;
        return nextAttempt == null ? State.GIVEN_UP : State.WAITING;
    }
}
