package io.headroom.allocator;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Who is next (R4): as the preset orders, and of equals first those that GPUs were reclaimed for, then priority in the
 * team, then first come, then id. What came free for a request was kept for it before anybody is served, so nobody
 * overtakes it. Shares are compared on each level of the tree, from the top down, and looked at anew after every answer.
 */
final class Queue {
    /**
     * The first request below a node.
     *
     * @param node null for the request itself
     */
    private record Head(QuotaNode node, Waiting request, Bid bid, int rank, double share) {}

    private static final Comparator<Head> IN_TEAM = (one, other) -> one.rank != other.rank
            ? Integer.compare(one.rank, other.rank)
            : Line.ORDER.compare(one.request, other.request);

    private final WaitingRoom room;
    private final Admission admission;
    private final Order order;
    private final QuotaShape shape;
    private final Comparator<Head> between;
    private final PriorityQueue<Head>[] below;
    private int changes;

    @SuppressWarnings({"unchecked", "rawtypes"})
    Queue(WaitingRoom room, Admission admission, Order order, QuotaShape shape) {
        this.room = room;
        this.admission = admission;
        this.order = order;
        this.shape = shape;
        Comparator<Head> shares = Comparator.comparingInt(Head::rank).thenComparingDouble(Head::share);
        Comparator<Waiting> requests = order.isByPriority() ? Line.ORDER : Line.FIRST_COME;
        this.between = shares.thenComparing(Head::request, requests);
        this.below = new PriorityQueue[shape.nodes().size()];
        for (String team : room.teams()) lineUp(shape.team(team));
        for (QuotaNode node : shape.nodes().reversed()) enter(node);
    }

    private void enter(QuotaNode node) {
        PriorityQueue<Head> inside = below[node.index()];
        if (node.parent() == null || inside == null || inside.isEmpty()) return;
        Head first = inside.peek();
        Head head = new Head(node, first.request, first.bid, first.rank, share(node, first.bid));
        int parent = node.parent().index();
        if (below[parent] == null) below[parent] = new PriorityQueue<>(between);
        below[parent].add(head);
    }

    boolean isEmpty() {
        PriorityQueue<Head> top = below[shape.root().index()];
        return top == null || top.isEmpty();
    }

    /** The next request; the next one of its team only competes once {@link #answered} says the shares are known. */
    Waiting next() {
        changes = admission.changes();
        Head head = below[shape.root().index()].poll();
        while (head.node != null) head = below[head.node.index()].poll();
        return head.request;
    }

    /** What a team's requests count as depends on its own answers alone, so a refusal leaves its line as it was. */
    void answered(Waiting request) {
        QuotaNode team = shape.team(request.team());
        if (changes != admission.changes()) lineUp(team);
        for (QuotaNode n = team; n != null; n = n.parent()) enter(n);
    }

    /** The requests of a team, one for each shape. */
    private void lineUp(QuotaNode team) {
        PriorityQueue<Head> line = new PriorityQueue<>(IN_TEAM);
        for (Place place : room.heads(team.name())) line.add(head(place));
        below[team.index()] = line;
    }

    private Head head(Place place) {
        List<Bid> bids = admission.bidsOf(place);
        Bid bid = Bids.first(bids);
        return new Head(null, place.request(), bid, rank(place.request(), bid), 0);
    }

    private int rank(Waiting request, Bid bid) {
        if (bid == null) return Integer.MAX_VALUE;
        boolean taker = admission.isTaker(request) && bid.from().start() == null;
        return taker ? 2 * order.rank(bid) : 2 * order.rank(bid) + 1;
    }

    /** The share of the node of that place in the tree of the flavor the request is after. */
    private double share(QuotaNode node, Bid bid) {
        if (bid == null) return 0;
        return order.share(bid.book().shape().nodes().get(node.index()), bid);
    }
}
