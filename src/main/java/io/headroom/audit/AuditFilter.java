package io.headroom.audit;

import java.time.Instant;
import java.util.UUID;

/**
 * Which entries to list; null means any.
 *
 * @param since the first instant that counts
 * @param until the first that counts no more
 * @param after the id of the last one already seen
 */
public record AuditFilter(
        String team,
        String actor,
        String subjectType,
        String subjectId,
        String action,
        Instant since,
        Instant until,
        UUID after,
        int limit) {
    AuditFilter page(UUID after, int limit) {
        return new AuditFilter(team, actor, subjectType, subjectId, action, since, until, after, limit);
    }
}
