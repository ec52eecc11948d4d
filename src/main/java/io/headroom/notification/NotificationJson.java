package io.headroom.notification;

import java.time.Instant;
import java.util.UUID;

/**
 * A notification as the API shows it.
 *
 * @param link where in the portal to look
 * @param readAt absent if it was not read
 */
public record NotificationJson(
        UUID id,
        Instant at,
        String title,
        boolean important,
        String team,
        String sentence,
        String link,
        Instant readAt) {
    static NotificationJson of(Notification notification) {
        return new NotificationJson(
                notification.id(),
                notification.at(),
                notification.title(),
                notification.importance() == Importance.IMPORTANT,
                notification.team(),
                notification.sentence(),
                notification.link(),
                notification.readAt());
    }
}
