package io.headroom.idle;

import java.util.Set;
import java.util.UUID;

/** What becomes of a lease's idle GPUs at one look. */
sealed interface Move {
    /** Nothing. */
    record Stay() implements Move {}

    /** GPUs are idle, or more of them than before: the ladder begins. */
    record Begin(Set<UUID> devices) implements Move {}

    /** Others are idle than before, or time went back; it stays at its step. */
    record Regroup(Set<UUID> devices) implements Move {}

    /** The next step. */
    record Climb(IdleStep to) implements Move {}

    /** None of them is idle any more. */
    record Over(IdleOutcome outcome) implements Move {}
}
