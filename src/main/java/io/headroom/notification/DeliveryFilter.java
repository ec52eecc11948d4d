package io.headroom.notification;

import java.util.UUID;

/**
 * Which deliveries of a webhook to list.
 *
 * @param after the id of the last one already seen, or null
 */
public record DeliveryFilter(UUID webhook, UUID after, int limit) {}
