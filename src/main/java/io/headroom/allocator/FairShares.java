package io.headroom.allocator;

import java.util.ArrayList;
import java.util.List;

/**
 * What each node of one flavor is owed of what all want now (R3), per level of the tree, top down: its quota as far as it
 * wants it, and its part of the surplus. What a lending limit keeps back is no surplus; nobody gets more than it wants or
 * than its borrowing limit allows.
 */
final class FairShares {
    private final QuotaShape shape;
    private final double historyWeight;
    private final int[] wanted;
    private final int[] fair;
    private final double[] pull;

    /**
     * @param demand by node index, what each team holds and waits for
     * @param weights what pulls for nodes that want nothing of a surplus
     */
    FairShares(QuotaShape shape, int[] demand, double historyWeight, Weights weights) {
        this.shape = shape;
        this.pull = shape.nodes().stream().mapToDouble(weights::pull).toArray();
        this.historyWeight = historyWeight;
        this.wanted = demand.clone();
        this.fair = new int[demand.length];
        for (QuotaNode node : shape.nodes().reversed()) want(node);
        fair[0] = shape.subtree(shape.root());
        for (QuotaNode node : shape.nodes()) if (!node.team()) divide(node);
    }

    private void want(QuotaNode node) {
        int i = node.index();
        wanted[i] = Math.min(wanted[i], shape.most(node));
        if (node.parent() != null) wanted[node.parent().index()] += fromParent(node);
    }

    /** What a node wants of what it shares with its siblings. */
    private int fromParent(QuotaNode node) {
        return Math.max(0, wanted[node.index()] - shape.local(node));
    }

    private void divide(QuotaNode parent) {
        int surplus = fair[parent.index()];
        List<Surplus.Claimant> claimants = new ArrayList<>();
        for (QuotaNode child : shape.children(parent)) {
            int owed = owed(child);
            surplus -= owed;
            fair[child.index()] = Math.min(wanted[child.index()], shape.local(child)) + owed;
            if (owed < fromParent(child)) claimants.add(new Surplus.Claimant(child, fromParent(child) - owed));
        }
        if (surplus <= 0 || claimants.isEmpty()) return;
        new Surplus(surplus, historyWeight).divide(claimants);
        for (Surplus.Claimant c : claimants) {
            fair[c.node.index()] += c.gets;
            if (c.wasHeard()) pull[c.node.index()] = c.pull();
        }
    }

    private int owed(QuotaNode child) {
        return Math.min(shape.subtree(child) - shape.local(child), fromParent(child));
    }

    int of(QuotaNode node) {
        return fair[node.index()];
    }

    /** By what weight, corrected by history, the node was dealt its part. */
    double pull(QuotaNode node) {
        return pull[node.index()];
    }
}
