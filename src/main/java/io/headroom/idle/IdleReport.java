package io.headroom.idle;

import io.headroom.platform.When;
import java.time.Instant;

/**
 * Idle GPUs of one lease as an admin reads of them.
 *
 * @param next what comes next, or how it ended
 * @param nextAt when that is or was, or null if nothing follows
 */
public record IdleReport(
        String lease,
        String purpose,
        String team,
        int gpus,
        String flavor,
        When since,
        String step,
        When stepAt,
        boolean dryRun,
        String next,
        When nextAt) {
    static IdleReport of(IdleEntry entry, Instant now) {
        IdleGroup group = entry.group();
        return new IdleReport(
                entry.lease().id().toString(),
                entry.lease().purpose(),
                entry.lease().team(),
                group.gpus(),
                entry.lease().flavor(),
                When.of(group.since(), now),
                group.step().text(),
                When.of(group.at(), now),
                group.first().dryRun(),
                entry.next() == null ? over(group.first()) : entry.next().text(),
                When.of(entry.next() == null ? group.first().closedAt() : entry.nextAt(), now));
    }

    private static String over(IdleSpell spell) {
        return switch (spell.outcome()) {
            case USED -> "used again";
            case RELEASED -> "went back";
            case GONE -> "over: they were lent, the lease changed or ended, or the ladder was switched";
            case null -> "nothing more";
        };
    }
}
