package io.headroom.allocator;

import java.util.Comparator;
import java.util.List;

/**
 * A request in the waiting room.
 *
 * @param bids what it asks of each flavor it accepts, once it is not scheduled any more
 */
record Place(Waiting request, Line.Shape shape, List<Bid> bids) {
    static final Comparator<Place> ORDER = (one, other) -> Line.ORDER.compare(one.request, other.request);
}
