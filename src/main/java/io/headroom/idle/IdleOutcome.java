package io.headroom.idle;

/** How a spell of idleness ended. */
public enum IdleOutcome {
    /** The GPUs are in use again. */
    USED,
    /** The ladder gave them back. */
    RELEASED,
    /** Others borrow them, the lease ended or holds others by now, or the ladder was switched off. */
    GONE
}
