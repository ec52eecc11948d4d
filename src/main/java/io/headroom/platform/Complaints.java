package io.headroom.platform;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with what was typed, to be said at once. */
public final class Complaints {
    private final List<FieldError> errors = new ArrayList<>();

    /** @return null, in the place of the value */
    public <T> T wrong(String field, String value, String rule) {
        errors.add(new FieldError(field, value, rule));
        return null;
    }

    /** @throws Refused 422 naming every field that is wrong */
    public void raise() {
        if (!errors.isEmpty()) throw new Refused(new CommonRefusal.Invalid(errors));
    }

    /** A whole number in a range; where it is none, the lowest. */
    public int whole(String field, String value, int least, int most, String rule) {
        try {
            if (value != null && !value.isBlank()) {
                int count = Integer.parseInt(value.strip());
                if (count >= least && count <= Math.max(least, most)) return count;
            }
        } catch (NumberFormatException e) {
            // Falls through: fractions, words and numbers beyond int get the same rule.
        }
        wrong(field, value, rule);
        return least;
    }

    public static boolean blank(String value) {
        return value == null || value.isBlank();
    }
}
