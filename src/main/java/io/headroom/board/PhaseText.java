package io.headroom.board;

import io.headroom.lease.Phase;
import io.headroom.request.RequestState;

/** Phases and states as people read them, and the pill that shows them. */
final class PhaseText {
    private PhaseText() {}

    static String of(Phase phase) {
        return switch (phase) {
            case SCHEDULED -> "scheduled";
            case WAITING -> "waiting";
            case ACTIVE -> "active";
            case RECLAIMING -> "giving back";
            case ENDED -> "ended";
        };
    }

    static String css(Phase phase) {
        return switch (phase) {
            case SCHEDULED -> "info";
            case WAITING -> "warn";
            case ACTIVE -> "ok";
            case RECLAIMING -> "due";
            case ENDED -> "";
        };
    }

    static String of(RequestState state) {
        return switch (state) {
            case SUBMITTED -> "submitted";
            case IN_REVIEW -> "in review";
            case APPROVED -> "approved";
            case DENIED -> "denied";
            case WITHDRAWN -> "withdrawn";
            case LAPSED -> "lapsed";
        };
    }

    static String css(RequestState state) {
        return switch (state) {
            case SUBMITTED, IN_REVIEW -> "warn";
            case APPROVED -> "ok";
            case DENIED -> "bad";
            case WITHDRAWN, LAPSED -> "";
        };
    }
}
