package io.headroom.lease;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Where a lease is in its life. This is its only transition table.
 *
 * <pre>
 * SCHEDULED → WAITING → ACTIVE ⇄ RECLAIMING → LENT
 *     │          │  ↖______│__________│_________│   back to the queue, place kept
 *     └──────────┴─────────┴──────────┴─────────┴→ ENDED
 * </pre>
 */
public enum Phase {
    /** Approved, starts later. */
    SCHEDULED,
    /** Wants GPUs now and has none. */
    WAITING,
    /** Holds GPUs. */
    ACTIVE,
    /** Holds GPUs and was told to give some back. */
    RECLAIMING,
    /** All its GPUs were idle and others borrow them; it keeps its claim, and asks for them once it calls them back. */
    LENT,
    /** Over; kept and shown. */
    ENDED;

    /** Where it can go from here. */
    public Set<Phase> next() {
        return switch (this) {
            case SCHEDULED -> EnumSet.of(WAITING, ENDED);
            case WAITING -> EnumSet.of(ACTIVE, ENDED);
            case ACTIVE -> EnumSet.of(RECLAIMING, WAITING, ENDED);
            case RECLAIMING -> EnumSet.of(ACTIVE, WAITING, LENT, ENDED);
            case LENT -> EnumSet.of(WAITING, ENDED);
            case ENDED -> EnumSet.noneOf(Phase.class);
        };
    }

    /** What its team's leads can do to it. */
    public Set<Action> actions() {
        return switch (this) {
            case SCHEDULED, WAITING -> EnumSet.of(Action.RESIZE, Action.WITHDRAW);
            case ACTIVE, RECLAIMING -> EnumSet.of(Action.RELEASE, Action.EXTEND, Action.RESIZE);
            case LENT -> EnumSet.of(Action.EXTEND, Action.RESIZE, Action.WITHDRAW);
            case ENDED -> EnumSet.noneOf(Action.class);
        };
    }

    /** What admins can do to it, whosever it is. */
    public Set<Action> adminActions() {
        return this == ENDED ? EnumSet.noneOf(Action.class) : EnumSet.of(Action.REVOKE);
    }

    /** Whether it holds GPUs. */
    public boolean holds() {
        return this == ACTIVE || this == RECLAIMING;
    }

    /** Whether it wants GPUs, now or later, and has none. */
    public boolean isQueued() {
        return this == SCHEDULED || this == WAITING;
    }

    /** As people read it. */
    public String text() {
        return switch (this) {
            case RECLAIMING -> "giving back";
            case LENT -> "lent while idle";
            case SCHEDULED, WAITING, ACTIVE, ENDED -> name().toLowerCase(Locale.ROOT);
        };
    }

    /** The colour of its pill. */
    public String css() {
        return switch (this) {
            case SCHEDULED -> "info";
            case WAITING, LENT -> "warn";
            case ACTIVE -> "ok";
            case RECLAIMING -> "due";
            case ENDED -> "";
        };
    }

    /** Something people do to a lease. */
    public enum Action {
        RELEASE,
        EXTEND,
        RESIZE,
        WITHDRAW,
        REVOKE,
        /** Asks for what was lent while it was idle. */
        CALL_BACK,
        /** Keeps what is idle for one more window. */
        KEEP_IDLE
    }
}
