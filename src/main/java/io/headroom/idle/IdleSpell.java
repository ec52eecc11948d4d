package io.headroom.idle;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Some GPUs of a lease that are idle, until they are not.
 *
 * @param devices the idle ones
 * @param since when they were last in use, at the latest
 * @param at when the step was reached and told
 * @param dryRun whether all this is only on record
 * @param keptBy who kept them once, or null; {@code keptBecause} says why
 * @param closedAt when it ended, or null while it goes on
 */
public record IdleSpell(
        UUID id,
        UUID lease,
        List<UUID> devices,
        IdleStep step,
        Instant since,
        Instant at,
        boolean dryRun,
        String keptBy,
        String keptBecause,
        Instant closedAt,
        IdleOutcome outcome) {
    public IdleSpell {
        devices = List.copyOf(devices);
    }

    /** Its GPUs can be kept once per spell, and only of a warning that counts. */
    public boolean mayBeKept() {
        boolean warned = step == IdleStep.WARNED || step == IdleStep.LENDABLE;
        return warned && keptBy == null && !dryRun && closedAt == null;
    }
}
