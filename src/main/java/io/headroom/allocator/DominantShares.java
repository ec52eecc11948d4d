package io.headroom.allocator;

/**
 * Kueue's dominant resource share with one resource: what a node borrows, against what its parent could have at most, by
 * weight. A node of weight 0 that borrows is above every other.
 *
 * <p>Source: Kueue, pkg/cache/scheduler/fair_sharing.go.
 */
final class DominantShares {
    /** Above every share of a node that has a weight. */
    private static final double WEIGHTLESS = 1e12;

    private DominantShares() {}

    static double share(QuotaNode node, int excess, QuotaShape shape) {
        if (excess <= 0 || node.parent() == null || node.parent().parent() == null) return 0;
        int lendable = potential(node.parent(), shape);
        if (lendable == 0) return 0;
        double ratio = (double) excess / lendable;
        return node.standing().weight() == 0
                ? WEIGHTLESS + ratio
                : ratio / node.standing().weight();
    }

    /** The most a node could have if nobody else held anything. */
    private static int potential(QuotaNode node, QuotaShape shape) {
        if (node.parent().parent() == null) return shape.subtree(node);
        return Math.min(shape.most(node), shape.local(node) + potential(node.parent(), shape));
    }
}
