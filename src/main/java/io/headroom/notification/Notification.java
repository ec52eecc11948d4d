package io.headroom.notification;

import java.time.Instant;
import java.util.UUID;

/**
 * What one person was told.
 *
 * @param team whose it is, or null
 * @param readAt null if they have not read it
 */
public record Notification(
        UUID id,
        Instant at,
        String title,
        Importance importance,
        String team,
        String sentence,
        String link,
        Instant readAt) {}
