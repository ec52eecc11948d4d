package io.headroom.notification;

import java.time.Instant;

/**
 * What of one channel has not left.
 *
 * @param due how many may leave now
 * @param failing how many failed at least once and are tried again
 * @param oldest when the first of the due ones became due, or null if none is
 */
public record Backlog(Channel channel, int due, int failing, Instant oldest) {}
