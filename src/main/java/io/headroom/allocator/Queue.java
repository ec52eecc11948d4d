package io.headroom.allocator;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Who is next (R4): as the preset orders, and of equals first those that GPUs were reclaimed for, then priority in the
 * team, then first come, then id. What came free for a request was kept for it before anybody is served, so nobody
 * overtakes it. Shares are compared on each level of the tree, from the top down, and looked at anew after every answer.
 */
final class Queue {
    /** The first request below a node. */
    private record Head(QuotaNode node, Waiting request, Bid bid, int rank, double share) {}

    private final WaitingRoom room;
    private final Admission admission;
    private final Order order;
    private final QuotaShape shape;
    private final Comparator<Head> between;
    private final Map<QuotaNode, PriorityQueue<Head>> below = new HashMap<>();

    Queue(WaitingRoom room, Admission admission, Order order, QuotaShape shape) {
        this.room = room;
        this.admission = admission;
        this.order = order;
        this.shape = shape;
        Comparator<Head> shares = Comparator.comparingInt(Head::rank).thenComparingDouble(Head::share);
        Comparator<Waiting> requests = order.isByPriority() ? Line.ORDER : Line.FIRST_COME;
        this.between = shares.thenComparing(Head::request, requests);
        for (QuotaNode node : shape.nodes().reversed()) enter(node);
    }

    private void enter(QuotaNode node) {
        if (node.parent() == null) return;
        Head head = head(node);
        if (head != null)
            below.computeIfAbsent(node.parent(), _ -> new PriorityQueue<>(between))
                    .add(head);
    }

    boolean isEmpty() {
        PriorityQueue<Head> top = below.get(shape.root());
        return top == null || top.isEmpty();
    }

    /** The next request; the next one of its team only competes once {@link #answered} says the shares are known. */
    Waiting next() {
        Head head = below.get(shape.root()).poll();
        while (!head.node.team()) head = below.get(head.node).poll();
        return head.request;
    }

    void answered(Waiting request) {
        for (QuotaNode n = shape.team(request.team()); n != null; n = n.parent()) enter(n);
    }

    private Head head(QuotaNode node) {
        if (node.team()) return firstOf(node);
        PriorityQueue<Head> inside = below.get(node);
        if (inside == null || inside.isEmpty()) return null;
        Head first = inside.peek();
        return new Head(node, first.request, first.bid, first.rank, share(node, first.bid));
    }

    /** Of a team, the first by rank; among equals, the first in line. */
    private Head firstOf(QuotaNode team) {
        Waiting best = null;
        Bid bid = null;
        int rank = 0;
        for (Waiting request : room.heads(team.name())) {
            Bid itsBid = admission.firstBid(request);
            int itsRank = rank(request, itsBid);
            if (best != null && (itsRank > rank || itsRank == rank && Line.ORDER.compare(request, best) > 0)) continue;
            best = request;
            bid = itsBid;
            rank = itsRank;
        }
        return best == null ? null : new Head(team, best, bid, rank, share(team, bid));
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
