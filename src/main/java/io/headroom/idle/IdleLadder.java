package io.headroom.idle;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The ladder of one lease (R11). Pure: the same spell, measurements and instant give the same move.
 *
 * <p>In this order: GPUs that are in use or gone leave the spell; without any left it is over; GPUs that became idle since
 * begin it anew, for nobody was told of them; and only if all of them are measured idle, and the delay of the next step
 * has passed since the last, it climbs. What is not known lets it neither climb nor begin anew.
 *
 * @param window how long a kept spell rests
 * @param delays of the steps that are on, each counted from the step before
 */
record IdleLadder(Duration window, Map<IdleStep, Duration> delays) {
    private static final Move STAY = new Move.Stay();

    IdleLadder {
        delays = Map.copyOf(delays);
    }

    /** @param spell the open one, or null */
    Move next(IdleSpell spell, SeenUse seen, Instant now) {
        if (spell == null) return seen.idle().isEmpty() ? STAY : new Move.Begin(seen.idle());
        Set<UUID> left = new HashSet<>(spell.devices());
        left.retainAll(seen.held());
        boolean used = left.removeAll(seen.used());
        if (left.isEmpty()) return new Move.Over(used ? IdleOutcome.USED : IdleOutcome.GONE);
        boolean more = left.addAll(seen.idle());
        if (more && spell.step().isTold()) return new Move.Begin(left);
        // A step that lies ahead was reached by a clock that has been set back since.
        if (!left.equals(Set.copyOf(spell.devices())) || spell.at().isAfter(now)) return new Move.Regroup(left);
        if (!seen.idle().containsAll(left)) return STAY;
        return after(spell.step())
                .filter(step -> !due(spell, step).isAfter(now))
                .<Move>map(Move.Climb::new)
                .orElse(STAY);
    }

    /** The next step that is on; empty at the top. */
    Optional<IdleStep> after(IdleStep step) {
        for (IdleStep next : IdleStep.values())
            if (delays.containsKey(next) && next.follows(step)) return Optional.of(next);
        return Optional.empty();
    }

    /** When a spell comes to the step that is next, if it stays idle. */
    Instant due(IdleSpell spell, IdleStep next) {
        return spell.at().plus(spell.step() == IdleStep.KEPT ? window : delays.get(next));
    }
}
