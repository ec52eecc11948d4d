package io.headroom.platform;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Refusals that every feature can give. */
public sealed interface CommonRefusal extends Refusal {
    /**
     * It does not exist, or it belongs to somebody else: the two look the same from outside.
     *
     * @param hidden whether it exists; said on record only
     */
    record NotFound(String what, String id, boolean hidden) implements CommonRefusal {
        public NotFound(String what, String id) {
            this(what, id, false);
        }

        /** It is somebody else's. */
        public static NotFound hidden(String what, String id) {
            return new NotFound(what, id, true);
        }

        @Override
        public boolean denied() {
            return hidden;
        }

        public String type() {
            return "not-found";
        }

        public int status() {
            return 404;
        }

        public String title() {
            return "Not found";
        }

        public String detail() {
            return "There is no " + what + " " + id + " that you may see.";
        }
    }

    /** The caller may see it but not do this to it. */
    record NotAllowed(String action, String who) implements CommonRefusal {
        public String type() {
            return "not-allowed";
        }

        public int status() {
            return 403;
        }

        public String title() {
            return "Not allowed";
        }

        public String detail() {
            return "Only " + who + " may " + action + ".";
        }
    }

    /** Values that break a rule; every one of them is named. */
    record Invalid(List<FieldError> errors) implements CommonRefusal {
        public Invalid {
            errors = List.copyOf(errors);
        }

        /** Only one field is wrong. */
        public static Invalid of(String field, String value, String rule) {
            return new Invalid(List.of(new FieldError(field, value, rule)));
        }

        public String type() {
            return "invalid-input";
        }

        public int status() {
            return 422;
        }

        public String title() {
            return "Invalid input";
        }

        public String detail() {
            return errors.stream().map(FieldError::sentence).collect(Collectors.joining(" "));
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("errors", errors);
        }
    }

    /** The body cannot be read at all. */
    record Unreadable(String detail) implements CommonRefusal {
        public String type() {
            return "unreadable-body";
        }

        public int status() {
            return 400;
        }

        public String title() {
            return "Unreadable body";
        }
    }

    /** Somebody changed it since the caller read it. */
    record Stale(String what, int seen, int current) implements CommonRefusal {
        public String type() {
            return "stale-version";
        }

        public int status() {
            return 412;
        }

        public String title() {
            return "Changed since you read it";
        }

        public String detail() {
            return "This " + what + " is at version " + current + " now; you saw version " + seen
                    + ". Read it again and decide again.";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("seen", seen, "current", current);
        }
    }

    /** The move is not in the transition table. */
    record IllegalMove(String what, String state, String move, List<String> allowedActions) implements CommonRefusal {
        public IllegalMove {
            allowedActions = List.copyOf(allowedActions);
        }

        public String type() {
            return "illegal-move";
        }

        public int status() {
            return 409;
        }

        public String title() {
            return "Not possible in this state";
        }

        public String detail() {
            return "This " + what + " is " + state + ", so it cannot be " + move + ". Possible now: "
                    + (allowedActions.isEmpty() ? "nothing" : String.join(", ", allowedActions)) + ".";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("state", state, "allowedActions", allowedActions);
        }
    }
}
