package io.headroom.world;

import java.util.List;
import java.util.Map;

/** Values as messages show them: short, and on one line whatever is in them. */
final class Shown {
    private static final int MOST = 60;

    private Shown() {}

    /** A value as it was given. */
    static String of(Object raw) {
        return switch (raw) {
            case null -> "null";
            case String text -> quoted(text);
            case List<?> _ -> "a list";
            case Map<?, ?> _ -> "an object";
            default -> plain(raw.toString());
        };
    }

    static String quoted(String text) {
        return '"' + plain(text) + '"';
    }

    static String plain(String text) {
        return plain(text, MOST);
    }

    /** The first characters; what a terminal would obey, or not show, is written as an escape. */
    static String plain(String text, int most) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(most).forEach(point -> append(shown, point));
        return text.codePointCount(0, text.length()) > most ? shown + "…" : shown.toString();
    }

    private static void append(StringBuilder shown, int point) {
        switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> shown.append(escape(point));
            default -> shown.appendCodePoint(point);
        }
    }

    private static String escape(int point) {
        return switch (point) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> "\\u%04x".formatted(point);
        };
    }
}
