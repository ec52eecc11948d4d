package io.headroom.allocator;

import java.time.Instant;
import java.util.Comparator;

/**
 * An instant that matters to a plan: now; settled, when everybody who was told has given back and every promise is kept;
 * or the start of a reservation. Later ones compare greater.
 *
 * @param start the reservation's start, or null
 */
record Moment(int stage, Instant start) implements Comparable<Moment> {
    static final Moment NOW = new Moment(0, null);
    static final Moment SETTLED = new Moment(1, null);

    private static final Comparator<Moment> ORDER = Comparator.comparingInt(Moment::stage)
            .thenComparing(Moment::start, Comparator.nullsFirst(Comparator.naturalOrder()));

    static Moment at(Instant start) {
        return new Moment(2, start);
    }

    @Override
    public int compareTo(Moment other) {
        return stage == other.stage && start == null ? 0 : ORDER.compare(this, other);
    }

    /** Whether it lies before an instant, as known now. */
    boolean isBefore(Instant instant) {
        return start == null || start.isBefore(instant);
    }
}
