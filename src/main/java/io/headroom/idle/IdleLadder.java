package io.headroom.idle;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The ladder of one GPU of a lease (R11). Pure: the same spell, measurement and instant give the same move.
 *
 * <p>Use ends a spell; a moment of it starts the delay of the next step anew. Only time in which the GPU was known to be
 * idle counts. An idle verdict covers its whole window, so what lies before that window and after the last look is a gap:
 * it stops the clock, and if it is longer than the window the holder is warned again before anything is taken. No other
 * GPU of the lease holds it up.
 *
 * @param window how long it is watched before it counts as idle, and how long a kept spell rests
 * @param delays of the steps that are on, each counted from the step before
 */
record IdleLadder(Duration window, Map<IdleStep, Duration> delays) {
    private static final Move STAY = new Move.Stay();
    /** As much of a window as may be missing from what counts as idle: its end need not be known better. */
    private static final int PARTS = 10;

    IdleLadder {
        delays = Map.copyOf(delays);
    }

    Move next(IdleSpell spell, SeenUse seen, Instant now) {
        return switch (seen) {
            case GONE -> new Move.Over(IdleOutcome.GONE);
            case USED -> new Move.Over(IdleOutcome.USED);
            case BUSY -> new Move.Count(now, now);
            case UNKNOWN -> STAY;
            case IDLE -> idle(spell, now);
        };
    }

    private Move idle(IdleSpell spell, Instant now) {
        Duration gap = Duration.between(spell.knownAt(), now.minus(window));
        if (spell.step().isTold() && gap.compareTo(window) > 0) return new Move.Begin();
        boolean setBack = spell.at().isAfter(now) || spell.knownAt().isAfter(now);
        if (setBack) return count(spell, Duration.ZERO, now);
        if (gap.isPositive()) return count(spell, gap, now);
        Optional<Move> climb = after(spell.step())
                .filter(step -> !due(spell.step(), spell.at(), step).isAfter(now))
                .map(Move.Climb::new);
        boolean stale = !spell.knownAt().plus(window.dividedBy(PARTS)).isAfter(now);
        return climb.orElse(stale ? count(spell, Duration.ZERO, now) : STAY);
    }

    /** Nothing counts from an instant that lies ahead: a clock that was set back reached it. */
    private static Move count(IdleSpell spell, Duration gap, Instant now) {
        return new Move.Count(
                earlier(spell.since().plus(gap), now), earlier(spell.at().plus(gap), now));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** The next step that is on; empty at the top. */
    Optional<IdleStep> after(IdleStep step) {
        for (IdleStep next : IdleStep.values())
            if (delays.containsKey(next) && next.follows(step)) return Optional.of(next);
        return Optional.empty();
    }

    /** When what is at a step since then comes to the next one, if it stays idle. */
    Instant due(IdleStep step, Instant at, IdleStep next) {
        return at.plus(step == IdleStep.KEPT ? window : delays.get(next));
    }
}
