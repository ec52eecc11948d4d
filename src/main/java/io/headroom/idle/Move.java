package io.headroom.idle;

import java.time.Instant;

/** What becomes of an idle GPU at one look. */
sealed interface Move {
    /** Nothing. */
    record Stay() implements Move {}

    /** Nobody knows what it did for longer than its window: the ladder begins anew, with its warning. */
    record Begin() implements Move {}

    /** It stays at its step, and its idle time counts from these instants on. */
    record Count(Instant since, Instant at) implements Move {}

    /** The next step. */
    record Climb(IdleStep to) implements Move {}

    /** It is idle no more. */
    record Over(IdleOutcome outcome) implements Move {}
}
