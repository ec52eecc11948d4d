package io.headroom.planning;

import io.headroom.platform.Refusal;
import io.headroom.world.BadWorld;
import java.util.Map;

/** Why a world is not planned. */
public sealed interface PlansRefusal extends Refusal {
    /**
     * It is not well formed.
     *
     * @param field where it is wrong
     * @param detail the place, the value and the rule
     */
    record MalformedWorld(String field, String detail) implements PlansRefusal {
        static MalformedWorld of(BadWorld world) {
            return new MalformedWorld(world.place(), world.getMessage());
        }

        public String type() {
            return "malformed-world";
        }

        public int status() {
            return 400;
        }

        public String title() {
            return "Malformed world";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("field", field);
        }
    }

    /** Others are being planned. */
    record TooManyPlans(int most) implements PlansRefusal {
        public String type() {
            return "too-many-plans";
        }

        public int status() {
            return 429;
        }

        public String title() {
            return "Too many plans at once";
        }

        public String detail() {
            return most + " worlds are being planned now, and no more at once. Try again in a moment.";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("most", most);
        }
    }
}
