package io.headroom.allocator;

/** Who is next: the second question, as a preset answers it. Lower goes first. */
interface Order {
    /** Which requests go before all others, before shares are looked at. */
    int rank(Bid bid);

    /** The share of a node that would count the request as its own. */
    double share(QuotaNode node, Bid bid);

    /** Whether priority also orders requests of different teams. */
    default boolean isByPriority() {
        return false;
    }
}
