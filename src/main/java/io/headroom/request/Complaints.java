package io.headroom.request;

import io.headroom.platform.CommonRefusal;
import io.headroom.platform.FieldError;
import io.headroom.platform.Refused;
import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with what was typed, to be said at once. */
final class Complaints {
    private final List<FieldError> errors = new ArrayList<>();

    /** @return null, in the place of the value */
    <T> T wrong(String field, String value, String rule) {
        errors.add(new FieldError(field, value, rule));
        return null;
    }

    /** @throws Refused 422 naming every field that is wrong */
    void raise() {
        if (!errors.isEmpty()) throw new Refused(new CommonRefusal.Invalid(errors));
    }

    /** A whole number in a range; where it is none, the lowest. */
    int whole(String field, String value, int least, int most, String rule) {
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

    static boolean blank(String value) {
        return value == null || value.isBlank();
    }
}
