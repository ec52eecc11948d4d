package io.headroom.platform;

import java.util.List;
import java.util.UUID;

/** Reads what callers send to page through a list. */
public final class Paging {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 200;

    private Paging() {}

    /**
     * A text, because JAX-RS answers 404 to a number that is none.
     *
     * @throws Refused 422 unless 1 to 200; absent is 50
     */
    public static int limit(String limit) {
        if (limit == null) return DEFAULT_LIMIT;
        int number = limit.matches("\\d{1,4}") ? Integer.parseInt(limit) : 0;
        if (number < 1 || number > MOST) throw invalid("limit", limit, "must be from 1 to " + MOST);
        return number;
    }

    /** @throws Refused 422 unless true or false, lest {@code yes} be taken for no; absent is false */
    public static boolean flag(String field, String value) {
        if (value == null || value.equals("false")) return false;
        if (value.equals("true")) return true;
        throw invalid(field, value, "must be true or false");
    }

    /** @throws Refused 422 if it is no cursor of ours; absent is null */
    public static UUID cursor(String cursor) {
        if (cursor == null || cursor.isBlank()) return null;
        try {
            return UUID.fromString(cursor);
        } catch (IllegalArgumentException e) {
            throw invalid("cursor", cursor, "must be the `next` of a page that was read");
        }
    }

    /** @throws Refused 422 naming the choices; absent is null */
    public static <E extends Enum<E>> E choice(String field, String value, Class<E> choices) {
        if (value == null || value.isBlank()) return null;
        for (E choice : choices.getEnumConstants()) if (choice.name().equalsIgnoreCase(value)) return choice;
        throw invalid(field, value, "must be one of " + List.of(choices.getEnumConstants()));
    }

    /** An id in a path. @throws Refused 404 if it cannot be one */
    public static UUID id(String what, String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new Refused(new CommonRefusal.NotFound(what, id));
        }
    }

    private static Refused invalid(String field, String value, String rule) {
        return new Refused(new CommonRefusal.Invalid(List.of(new FieldError(field, value, rule))));
    }
}
