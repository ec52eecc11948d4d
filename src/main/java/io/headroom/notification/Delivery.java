package io.headroom.notification;

import java.util.UUID;

/**
 * Something to deliver now, to one place.
 *
 * @param id the same in every attempt
 * @param target a username, or a webhook's id
 * @param attempts this one included
 */
record Delivery(UUID id, String target, int attempts, News news) {}
