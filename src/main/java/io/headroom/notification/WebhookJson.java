package io.headroom.notification;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * A webhook as the API shows it.
 *
 * @param team whose news it gets; absent for everything
 * @param secret only in the answer that made it
 */
public record WebhookJson(
        UUID id,
        String team,
        String url,
        String format,
        boolean active,
        String createdBy,
        Instant createdAt,
        String secret) {
    static WebhookJson of(Webhook webhook) {
        return of(webhook, null);
    }

    static WebhookJson withSecret(Webhook webhook) {
        return of(webhook, webhook.secret());
    }

    private static WebhookJson of(Webhook webhook, String secret) {
        return new WebhookJson(
                webhook.id(),
                webhook.team(),
                webhook.url(),
                webhook.format().name().toLowerCase(Locale.ROOT),
                webhook.active(),
                webhook.createdBy(),
                webhook.createdAt(),
                secret);
    }
}
