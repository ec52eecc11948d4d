package io.headroom.platform;

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
}
