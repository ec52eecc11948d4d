package io.headroom.allocator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Section 2 of the rules, written down as it stands there: slow, recursive, and independent of how the real tree counts.
 * Who belongs where, and what is guaranteed of a quota, it takes from the real shape.
 */
final class PlainTree {
    final QuotaShape shape;
    private final Map<String, Integer> held;

    PlainTree(World world, Flavor flavor, Map<String, Integer> held) {
        this(QuotaShape.of(world, flavor), held);
    }

    private PlainTree(QuotaShape shape, Map<String, Integer> held) {
        this.shape = shape;
        this.held = held;
    }

    /** The same nodes while teams hold something else. */
    PlainTree holding(Map<String, Integer> others) {
        return new PlainTree(shape, others);
    }

    static Map<String, Integer> held(World world, Flavor flavor) {
        Map<String, Integer> held = new HashMap<>();
        for (Held lease : world.leases())
            if (lease.flavor().equals(flavor.name())) held.merge(lease.team(), lease.gpus(), Integer::sum);
        return held;
    }

    int local(QuotaNode n) {
        int limit = n.quota().lendingLimit();
        return limit == Quota.UNLIMITED ? 0 : Math.max(0, subtree(n) - limit);
    }

    int subtree(QuotaNode n) {
        int sum = n.guaranteed();
        for (QuotaNode c : shape.nodes()) if (c.parent() == n) sum += subtree(c) - local(c);
        return sum;
    }

    int usage(QuotaNode n) {
        if (n.team()) return held.getOrDefault(n.name(), 0);
        int sum = 0;
        for (QuotaNode c : shape.nodes()) if (c.parent() == n) sum += Math.max(0, usage(c) - local(c));
        return sum;
    }

    /** How far a team, and every cohort above it that does not also cover the taker, is above what it owns: the least. */
    int borrowed(String team, String taker) {
        int least = Integer.MAX_VALUE;
        for (QuotaNode n : keptFrom(shape.team(team), taker)) least = Math.min(least, usage(n) - subtree(n));
        return least;
    }

    /** A team and the cohorts above it, up to where it meets the taker. */
    List<QuotaNode> keptFrom(QuotaNode team, String taker) {
        List<QuotaNode> path = new ArrayList<>();
        for (QuotaNode n = team; n != null && !n.covers(shape.team(taker)); n = n.parent()) path.add(n);
        return path;
    }

    int available(String team) {
        return Math.max(0, available(shape.team(team)));
    }

    private int available(QuotaNode n) {
        if (n.parent() == null) return subtree(n) - usage(n);
        int up = available(n.parent());
        int limit = n.quota().borrowingLimit();
        if (limit != Quota.UNLIMITED)
            up = Math.min(up, subtree(n) - local(n) - Math.max(0, usage(n) - local(n)) + limit);
        return Math.max(0, local(n) - usage(n)) + up;
    }

    boolean isOverLimit(QuotaNode n) {
        int limit = n.quota().borrowingLimit();
        int beyond = Math.max(0, usage(n) - local(n));
        if (n.parent() == null) return beyond > subtree(n);
        return limit != Quota.UNLIMITED && beyond > subtree(n) - local(n) + limit;
    }

    /** Whether a node above a team is over its limit and was not just as far over it before. */
    boolean comesOverLimit(String team, PlainTree before) {
        for (QuotaNode n = shape.team(team); n != null; n = n.parent())
            if (isOverLimit(n) && beyond(n) > before.beyond(before.shape.nodes().get(n.index()))) return true;
        return false;
    }

    private int beyond(QuotaNode n) {
        return Math.max(0, usage(n) - local(n));
    }
}
