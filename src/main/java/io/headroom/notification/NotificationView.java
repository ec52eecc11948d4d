package io.headroom.notification;

import io.headroom.platform.When;
import java.time.Instant;

/**
 * A notification as the page prints it.
 *
 * @param team whose it is, or null
 */
record NotificationView(
        String id,
        String title,
        boolean important,
        String team,
        String sentence,
        String link,
        When at,
        boolean unread) {
    static NotificationView of(Notification it, Instant now) {
        return new NotificationView(
                it.id().toString(),
                it.title(),
                it.importance() == Importance.IMPORTANT,
                it.team(),
                it.sentence(),
                it.link(),
                When.of(it.at(), now),
                it.readAt() == null);
    }
}
