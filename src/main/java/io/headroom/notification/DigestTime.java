package io.headroom.notification;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** When the digest leaves, every day. */
record DigestTime(LocalTime time, ZoneId zone) {
    /** The first one that can still have in it what happens at an instant. */
    Instant after(Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        ZonedDateTime today = local.with(time);
        // Tomorrow's is made anew: where a clock change moved today's, it must not move that one too.
        return (today.isAfter(local) ? today : local.plusDays(1).with(time)).toInstant();
    }
}
