package io.headroom.allocator;

import java.util.BitSet;
import java.util.Collection;

/**
 * Who is owed what of one flavor while teams hold what they hold: {@code usage(n)} and {@code available(n)} of the rules
 * of allocation, section 2. Borrowing and lending limits hold at every ancestor.
 *
 * <p>All guarantees together never exceed capacity and the root owns what no quota covers, so what is available here is
 * never more than what is physically free.
 */
final class QuotaTree {
    private final QuotaShape shape;
    private final int[] usage;
    private final BitSet borrowers;
    private int held;

    /** The tree while nobody holds anything. */
    QuotaTree(QuotaShape shape) {
        this(shape, new int[shape.nodes().size()], new BitSet());
    }

    private QuotaTree(QuotaShape shape, int[] usage, BitSet borrowers) {
        this.shape = shape;
        this.usage = usage;
        this.borrowers = borrowers;
    }

    QuotaTree copy() {
        QuotaTree copy = new QuotaTree(shape, usage.clone(), (BitSet) borrowers.clone());
        copy.held = held;
        return copy;
    }

    /** A team comes to hold that many more (or, below zero, fewer). */
    void add(QuotaNode team, int gpus) {
        held += gpus;
        int change = gpus;
        for (QuotaNode node = team; node != null && change != 0; node = node.parent()) {
            int before = beyondLocal(node);
            usage[node.index()] += change;
            change = beyondLocal(node) - before;
        }
        borrowers.set(team.index(), excess(team) > 0);
    }

    /** Teams that hold more than they own. */
    Collection<QuotaNode> borrowers() {
        return borrowers.stream().mapToObj(shape.nodes()::get).toList();
    }

    /** What all teams hold together. */
    int held() {
        return held;
    }

    /** What a team holds; of a cohort, what its children draw from it. */
    int used(QuotaNode node) {
        return usage[node.index()];
    }

    /** How far a node is above what it and those below it own; below zero while it is within. */
    int excess(QuotaNode node) {
        return usage[node.index()] - shape.subtree(node);
    }

    /** The same if a team below the node, or the node itself, held that many more. */
    int excess(QuotaNode node, QuotaNode team, int more) {
        int change = more;
        for (QuotaNode n = team; n != node; n = n.parent()) {
            int used = usage[n.index()];
            change = Math.max(0, used + change - shape.local(n)) - beyondLocal(n);
        }
        return excess(node) + change;
    }

    /** What a team could be granted without taking anything from anyone. */
    int available(QuotaNode team) {
        return Math.max(0, available(team, true));
    }

    /** The same if no borrowing limit were set anywhere. */
    int availableWithoutBorrowingLimits(QuotaNode team) {
        return Math.max(0, available(team, false));
    }

    private int available(QuotaNode node, boolean limited) {
        if (node.parent() == null) return shape.subtree(node) - usage[node.index()];
        int up = available(node.parent(), limited);
        int limit = node.quota().borrowingLimit();
        if (limited && limit != Quota.UNLIMITED) up = Math.min(up, stillOwed(node) + limit);
        return localAvailable(node) + up;
    }

    /** What is left of what a node never lends. */
    int localAvailable(QuotaNode node) {
        return Math.max(0, shape.local(node) - usage[node.index()]);
    }

    /** What the node may still draw from its parent before it borrows; below zero once it does. */
    private int stillOwed(QuotaNode node) {
        return shape.subtree(node) - shape.local(node) - beyondLocal(node);
    }

    private int beyondLocal(QuotaNode node) {
        return Math.max(0, usage[node.index()] - shape.local(node));
    }
}
