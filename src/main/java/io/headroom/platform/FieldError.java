package io.headroom.platform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One value that breaks one rule.
 *
 * @param field as the caller named it
 * @param value what was sent, shortened, or null if nothing was
 * @param rule what would be accepted
 */
public record FieldError(String field, String value, String rule) {
    private static final int SHOWN = 80;

    public FieldError {
        if (value != null && value.length() > SHOWN) value = value.substring(0, SHOWN) + "…";
    }

    /** For example: {@code gpus: 0 is not allowed; must be a whole number from 1 to 64.} */
    public String sentence() {
        String what = value == null || value.isBlank() ? "is missing" : "“" + value + "” is not allowed";
        return field + " " + what + "; " + rule + ".";
    }

    /** For a form: what is wrong with each field, the first thing only. */
    public static Map<String, String> byField(List<FieldError> errors) {
        Map<String, String> byField = new HashMap<>();
        errors.forEach(error -> byField.putIfAbsent(error.field(), error.sentence()));
        return byField;
    }
}
