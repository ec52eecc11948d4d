package io.headroom.idle;

import java.time.Instant;
import java.util.UUID;

/**
 * A GPU of a lease that is idle, until it is not.
 *
 * @param since from when on it counts as idle: its last use at the latest, later by all the time in which nothing was known
 * @param at from when on the delay of the next step counts: when the step was reached and told, later by the same
 * @param knownAt until when its use is known
 * @param dryRun whether all this is only on record
 * @param keptBy who kept it once, or null; {@code keptBecause} says why
 * @param closedAt when it ended, or null while it goes on
 */
public record IdleSpell(
        UUID id,
        UUID lease,
        UUID device,
        IdleStep step,
        Instant since,
        Instant at,
        Instant knownAt,
        boolean dryRun,
        String keptBy,
        String keptBecause,
        Instant closedAt,
        IdleOutcome outcome) {
    /** It can be kept once per spell, and only of a warning that counts. */
    public boolean mayBeKept() {
        boolean warned = step == IdleStep.WARNED || step == IdleStep.LENDABLE;
        return warned && keptBy == null && !dryRun && closedAt == null;
    }

    /** Whether its holder knows of it. */
    boolean isTold() {
        return step != IdleStep.SEEN && !dryRun;
    }

    IdleSpell climbed(IdleStep to, Instant now) {
        return new IdleSpell(id, lease, device, to, since, now, now, dryRun, keptBy, keptBecause, closedAt, outcome);
    }
}
