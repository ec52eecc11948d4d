package io.headroom.allocator;

/**
 * A node of the quota tree of one flavor: the root, a cohort or a team.
 *
 * @param parent null for the root
 * @param guaranteed what of its own nominal quota exists; at the root, the capacity that no quota covers
 */
record QuotaNode(
        int index, String name, QuotaNode parent, boolean team, Quota quota, Standing standing, int guaranteed) {
    /** Whether this is the node itself or an ancestor of it. */
    boolean covers(QuotaNode node) {
        for (QuotaNode n = node; n != null; n = n.parent) if (n.index == index) return true;
        return false;
    }

    /** Of its ancestors and itself, the one right below the first that covers the other too. */
    QuotaNode belowMeeting(QuotaNode other) {
        QuotaNode n = this;
        while (!n.parent.covers(other)) n = n.parent;
        return n;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return index;
    }
}
