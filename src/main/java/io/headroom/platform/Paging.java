package io.headroom.platform;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Reads what callers send to page through a list. */
public final class Paging {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 200;
    private static final int A_DAY = "2026-12-01".length();

    private Paging() {}

    /**
     * A text, because JAX-RS answers 404 to a number that is none.
     *
     * @throws Refused 422 unless 1 to 200; absent is 50
     */
    public static int limit(String limit) {
        if (limit == null) return DEFAULT_LIMIT;
        int number = limit.matches("\\d{1,4}") ? Integer.parseInt(limit) : 0;
        if (number < 1 || number > MOST) throw Refused.invalid("limit", limit, "must be from 1 to " + MOST);
        return number;
    }

    /** @throws Refused 422 unless true or false, lest {@code yes} be taken for no */
    public static boolean flag(String field, String value) {
        if (value.equals("false")) return false;
        if (value.equals("true")) return true;
        throw Refused.invalid(field, value, "must be true or false");
    }

    /** @throws Refused 422 if it is no cursor of ours; absent is null */
    public static UUID cursor(String cursor) {
        if (cursor == null || cursor.isBlank()) return null;
        try {
            return UUID.fromString(cursor);
        } catch (IllegalArgumentException e) {
            throw noCursor(cursor);
        }
    }

    /** The same of a list that is numbered. */
    public static Integer number(String cursor) {
        if (cursor == null || cursor.isBlank()) return null;
        if (cursor.matches("\\d{1,9}")) return Integer.valueOf(cursor);
        throw noCursor(cursor);
    }

    private static Refused noCursor(String cursor) {
        return Refused.invalid("cursor", cursor, "must be the `next` of a page that was read");
    }

    /** @throws Refused 422 naming the choices; absent is null */
    public static <E extends Enum<E>> E choice(String field, String value, Class<E> choices) {
        if (value == null || value.isBlank()) return null;
        for (E choice : choices.getEnumConstants()) if (choice.name().equalsIgnoreCase(value)) return choice;
        throw Refused.invalid(field, value, "must be one of " + List.of(choices.getEnumConstants()));
    }

    /** @throws Refused 422 unless it is a day; absent is null */
    public static LocalDate day(String field, String value) {
        try {
            if (value == null || value.isBlank()) return null;
            // Years beyond 9999 are written longer; there are days among them that no sum and no database takes.
            if (value.strip().length() == A_DAY) return LocalDate.parse(value.strip());
        } catch (DateTimeException e) {
            // Falls through: words and days that do not exist get the same rule.
        }
        throw Refused.invalid(field, value, "must be a day such as 2026-12-01");
    }

    /** @throws Refused 422 unless it is an instant; absent is null */
    public static Instant instant(String field, String value) {
        try {
            return value == null ? null : Instant.parse(value);
        } catch (DateTimeException e) {
            throw Refused.invalid(field, value, "must be an instant such as 2026-12-01T09:00:00Z");
        }
    }

    /** An id in a path. @throws Refused 404 if it cannot be one */
    public static UUID id(String what, String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new Refused(new CommonRefusal.NotFound(what, id));
        }
    }
}
