package io.headroom.idle;

import io.headroom.lease.Lease;
import io.headroom.platform.When;
import java.time.Instant;

/**
 * One spell as an admin reads it.
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
    /** The step that follows and when. */
    record Next(IdleStep step, Instant at) {}

    /** @param next null if nothing follows */
    static IdleReport of(IdleSpell spell, Lease lease, Next next, Instant now) {
        return new IdleReport(
                lease.id().toString(),
                lease.purpose(),
                lease.team(),
                spell.devices().size(),
                lease.flavor(),
                When.of(spell.since(), now),
                spell.step().text(),
                When.of(spell.at(), now),
                spell.dryRun(),
                next == null ? over(spell) : next.step().text(),
                When.of(next == null ? spell.closedAt() : next.at(), now));
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
