package io.headroom.world;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One value of a world and where it stands. Asked for what it should be, it gives that or says what is wrong with it.
 *
 * @param raw a text, a {@link Numeral}, true or false, null, a list of values, or values by field
 */
record Value(Place place, Object raw) {
    /** Most of anything: two of them still add up to a whole number. */
    static final int MOST = 1_000_000_000;

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** A number as it was written. */
    record Numeral(String text, boolean whole) {
        private static final int DIGITS_OF_A_LONG = 18;

        private long count() {
            if (text.length() <= DIGITS_OF_A_LONG) return Long.parseLong(text);
            return text.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    BadWorld wrong(String rule) {
        return new BadWorld(place, Shown.of(raw) + " " + rule);
    }

    String text() {
        if (raw instanceof String text) return text;
        throw wrong("is not a text");
    }

    String name() {
        String text = text();
        if (text.isBlank()) throw wrong("is empty");
        return text;
    }

    int gpus(int least) {
        return whole(least, MOST);
    }

    int whole(int least, int most) {
        if (!(raw instanceof Numeral number) || !number.whole()) throw wrong("is not a whole number");
        long count = number.count();
        if (count < 0 && least >= 0) throw wrong("is negative");
        if (count < least) throw wrong("is less than " + least);
        if (count > most) throw wrong("is more than " + most);
        return (int) count;
    }

    double amount(int most) {
        if (!(raw instanceof Numeral number)) throw wrong("is not a number");
        double amount = Double.parseDouble(number.text());
        if (amount < 0) throw wrong("is negative");
        if (amount > most) throw wrong("is more than " + most);
        return amount;
    }

    boolean truth() {
        if (raw instanceof Boolean truth) return truth;
        throw wrong("is not true or false");
    }

    Instant instant() {
        try {
            Instant instant = Instant.parse(text());
            if (instant.isBefore(FIRST) || instant.isAfter(LAST)) throw wrong("is not in the years 1 to 9999");
            return instant;
        } catch (DateTimeException e) {
            throw wrong("is not an instant such as 2026-01-01T02:00:00Z");
        }
    }

    Duration duration() {
        try {
            Duration duration = Duration.parse(text());
            if (duration.isNegative()) throw wrong("is negative");
            if (duration.compareTo(LONGEST) > 0) throw wrong("is longer than 36500 days");
            return duration;
        } catch (DateTimeException e) {
            throw wrong("is not a duration such as PT10M");
        }
    }

    /** @param spelled what may stand here */
    <T> T oneOf(Map<String, T> spelled) {
        T chosen = spelled.get(text());
        if (chosen == null) throw wrong("is not one of " + String.join(", ", spelled.keySet()));
        return chosen;
    }

    @SuppressWarnings("unchecked")
    List<Value> list() {
        if (raw instanceof List<?> list) return (List<Value>) list;
        throw wrong("is not a list");
    }

    /** @param known the fields an object may have here */
    @SuppressWarnings("unchecked")
    Fields fields(Set<String> known) {
        if (raw instanceof Map<?, ?> fields) return new Fields(place, (Map<String, Value>) fields, known);
        throw wrong("is not an object");
    }
}
