package io.headroom.idle;

import java.util.Locale;

/** How far up the ladder an idle GPU is: {@code SEEN → WARNED → LENDABLE → RELEASED}. */
public enum IdleStep {
    /** Idle for their window; nobody was told yet. */
    SEEN,
    /** The holder was told. */
    WARNED,
    /** Others may borrow them, and they are the first to be taken; the holder keeps the claim. */
    LENDABLE,
    /** They went back. */
    RELEASED,
    /** The holder keeps them for one more window, after which they are warned of anew. */
    KEPT;

    /** Whether this step can follow that one; only RELEASED needs that somebody was told before. */
    boolean follows(IdleStep other) {
        return switch (this) {
            case SEEN, KEPT -> false;
            case WARNED -> other == SEEN || other == KEPT;
            case LENDABLE -> other == SEEN || other == KEPT || other == WARNED;
            case RELEASED -> other == WARNED || other == LENDABLE;
        };
    }

    /** Whether its holder was told what comes next, or nobody was told although others may borrow it. */
    boolean isTold() {
        return this != SEEN && this != KEPT;
    }

    /** As people read it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
