package io.headroom.notification;

import java.time.Instant;
import java.util.UUID;

/**
 * An address that is told what happens.
 *
 * @param team whose news it gets, or null for everything
 * @param secret what its deliveries are signed with
 * @param active whether it gets news; a ping it always gets
 */
public record Webhook(
        UUID id,
        String team,
        String url,
        String secret,
        WebhookFormat format,
        boolean active,
        String createdBy,
        Instant createdAt) {}
