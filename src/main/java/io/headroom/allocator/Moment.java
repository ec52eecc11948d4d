package io.headroom.allocator;

import java.time.Instant;

/**
 * An instant that matters to a plan: now; settled, when everybody who was told has given back and every promise is kept;
 * or the start of a reservation. Later ones compare greater.
 *
 * @param start the reservation's start, or null
 */
record Moment(int stage, Instant start) implements Comparable<Moment> {
    static final Moment NOW = new Moment(0, null);
    static final Moment SETTLED = new Moment(1, null);

    static Moment at(Instant start) {
        return new Moment(2, start);
    }

    @Override
    public int compareTo(Moment other) {
        if (stage != other.stage) return Integer.compare(stage, other.stage);
        return start == null ? 0 : start.compareTo(other.start);
    }

    /** Whether it lies before an instant, as known now. */
    boolean isBefore(Instant instant) {
        return start == null || start.isBefore(instant);
    }
}
