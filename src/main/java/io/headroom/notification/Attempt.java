package io.headroom.notification;

import java.time.Instant;
import java.util.UUID;

/**
 * One attempt to reach a webhook.
 *
 * @param status what it answered, or null if nothing
 * @param error null if it arrived
 */
public record Attempt(Instant at, String action, UUID delivery, Integer status, String error) {}
