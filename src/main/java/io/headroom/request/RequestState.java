package io.headroom.request;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Where a request is in its life. This is its only transition table.
 *
 * <pre>
 * SUBMITTED → APPROVED | IN_REVIEW → APPROVED | DENIED | WITHDRAWN | LAPSED
 * </pre>
 */
public enum RequestState {
    /** Handed in; the policy answers within the same transaction. */
    SUBMITTED,
    /** Waits for a person. */
    IN_REVIEW,
    /** Granted; its lease lives on its own. */
    APPROVED,
    DENIED,
    WITHDRAWN,
    /** Nobody decided before it was to start, or its lease ended first. */
    LAPSED;

    /** What people can do to it here. */
    public Set<Action> actions() {
        return this == IN_REVIEW ? EnumSet.allOf(Action.class) : EnumSet.noneOf(Action.class);
    }

    /** As people read it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The colour of its pill. */
    public String css() {
        return switch (this) {
            case SUBMITTED, IN_REVIEW -> "warn";
            case APPROVED -> "ok";
            case DENIED -> "bad";
            case WITHDRAWN, LAPSED -> "";
        };
    }

    /** Something people do to a request. */
    public enum Action {
        APPROVE,
        DENY,
        WITHDRAW
    }
}
