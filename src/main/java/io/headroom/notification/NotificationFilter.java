package io.headroom.notification;

import java.util.UUID;

/**
 * Which notifications to list.
 *
 * @param unread whether only those that were not read
 * @param after the id of the last one already seen, or null
 */
public record NotificationFilter(String person, boolean unread, UUID after, int limit) {}
