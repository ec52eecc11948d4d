package io.headroom.telemetry;

/** A mapping file that cannot be used: which file, which field, its value and the rule it breaks. */
public final class BadMapping extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    BadMapping(String file, String sentence) {
        super(file + ": " + sentence);
    }
}
