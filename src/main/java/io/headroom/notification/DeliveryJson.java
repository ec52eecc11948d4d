package io.headroom.notification;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A delivery to a webhook as the API shows it.
 *
 * @param id what {@code X-Headroom-Delivery} says
 * @param at when it happened, what it tells
 * @param status what the last attempt was answered; absent if nothing
 * @param nextAttempt absent if none will be made
 */
public record DeliveryJson(
        UUID id,
        Instant at,
        String action,
        String sentence,

        @Schema(enumeration = {"WAITING", "DELIVERED", "GIVEN_UP"})
        String state,

        int attempts,
        Instant lastAttempt,
        Integer status,
        String error,
        Instant nextAttempt) {
    static DeliveryJson of(LoggedDelivery it) {
        return new DeliveryJson(
                it.id(),
                it.at(),
                it.action(),
                it.sentence(),
                it.state().name(),
                it.attempts(),
                it.lastAttempt(),
                it.status(),
                it.error(),
                it.nextAttempt());
    }
}
