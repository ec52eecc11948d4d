package io.headroom.allocator;

import java.util.HashMap;
import java.util.Map;

/** Section 2 of the rules, written down as it stands there: slow, recursive, and independent of the real tree. */
final class PlainTree {
    final QuotaShape shape;
    private final Map<String, Integer> held;

    PlainTree(World world, Flavor flavor, Map<String, Integer> held) {
        this.shape = QuotaShape.of(world, flavor);
        this.held = held;
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
