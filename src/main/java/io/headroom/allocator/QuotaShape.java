package io.headroom.allocator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who owns what of one flavor, and what each node keeps from the others, before anybody holds anything: {@code local(n)}
 * and {@code subtree(n)} of the rules of allocation, section 2. Parents come before their children.
 */
final class QuotaShape {
    private final List<QuotaNode> nodes;
    private final int[] local;
    private final int[] subtree;
    private final List<List<QuotaNode>> children = new ArrayList<>();
    private final Map<String, QuotaNode> teams = new HashMap<>();
    private final Map<String, QuotaNode> cohorts = new HashMap<>();

    private QuotaShape(List<QuotaNode> nodes) {
        this.nodes = List.copyOf(nodes);
        this.local = new int[nodes.size()];
        this.subtree = nodes.stream().mapToInt(QuotaNode::guaranteed).toArray();
        for (QuotaNode node : this.nodes) {
            (node.team() ? teams : cohorts).put(node.name(), node);
            children.add(node.team() ? List.of() : new ArrayList<>());
            if (node.parent() != null) children.get(node.parent().index()).add(node);
        }
        for (QuotaNode node : this.nodes.reversed()) giveToParent(node);
    }

    static QuotaShape of(World world, Flavor flavor) {
        return new QuotaShape(new QuotaNodes(world, flavor).list());
    }

    private void giveToParent(QuotaNode node) {
        if (node.parent() == null) return;
        int i = node.index();
        local[i] = Math.max(0, subtree[i] - node.quota().lendingLimit());
        subtree[node.parent().index()] += subtree[i] - local[i];
    }

    /** The same owners if nobody kept anything from the others. */
    QuotaShape withoutLendingLimits() {
        List<QuotaNode> free = new ArrayList<>();
        for (QuotaNode n : nodes) {
            QuotaNode parent = n.parent() == null ? null : free.get(n.parent().index());
            Quota quota = n.quota().lendingAtMost(Quota.UNLIMITED);
            free.add(new QuotaNode(n.index(), n.name(), parent, n.team(), quota, n.standing(), n.guaranteed()));
        }
        return new QuotaShape(free);
    }

    List<QuotaNode> nodes() {
        return nodes;
    }

    QuotaNode root() {
        return nodes.getFirst();
    }

    List<QuotaNode> children(QuotaNode node) {
        return children.get(node.index());
    }

    QuotaNode team(String name) {
        return teams.get(name);
    }

    /** The node of that name: a team, a cohort, or the root for {@link Loan#ROOT}; null if there is none. */
    QuotaNode lender(String name) {
        return teams.containsKey(name) ? teams.get(name) : cohorts.get(name);
    }

    /** What a node never lends. */
    int local(QuotaNode node) {
        return local[node.index()];
    }

    /** What a node and all below it own together, without what those below keep for themselves. */
    int subtree(QuotaNode node) {
        return subtree[node.index()];
    }

    /** Most a node may hold, by its borrowing limit. */
    int most(QuotaNode node) {
        int limit = node.quota().borrowingLimit();
        return limit == Quota.UNLIMITED ? Quota.UNLIMITED : subtree[node.index()] + limit;
    }
}
