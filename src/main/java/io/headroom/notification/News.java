package io.headroom.notification;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened and that somebody is told.
 *
 * @param action as in {@link io.headroom.platform.Happened}
 * @param title what kind of thing it is, for people
 * @param team whose it is, or null
 * @param link where in the portal to look
 * @param before how the subject was, as JSON, or null
 * @param after how it is now, as JSON, or null
 */
public record News(
        UUID id,
        Instant at,
        String actor,
        String action,
        String title,
        Importance importance,
        String subjectType,
        String subjectId,
        String team,
        String sentence,
        String link,
        String before,
        String after) {
    /** In one line, for those who see nothing around it. */
    String headline() {
        return title + (team == null ? "" : " (" + team + ")") + ": " + sentence;
    }
}
