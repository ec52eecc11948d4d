package io.headroom.allocator;

import java.util.Collection;

/** Where a taker may take by one right, and how much. */
interface Source {
    /**
     * What a team holds, or will, beyond what it owns, and its cohorts own, up to where it meets who asks: what a cohort
     * owns is not borrowed from anybody outside it.
     */
    static int borrowed(QuotaNode team, Bid bid) {
        QuotaTree tree = bid.tree();
        int borrowed = tree.excess(team) - bid.book().promisedTo(team, bid.from());
        for (QuotaNode n = team.parent(); borrowed > 0 && n.parent() != null && !n.covers(bid.team()); n = n.parent())
            borrowed = Math.min(borrowed, tree.excess(n));
        return borrowed;
    }

    /** Whether the bid has this right at all. */
    boolean isOpenTo(Bid bid);

    /** The teams that could give. */
    default Collection<QuotaNode> teams(Bid bid) {
        return bid.tree().borrowers();
    }

    /** The most a team may be asked for and go on working, in GPUs, as marked now; 0 if it may not be asked. */
    int mayGive(QuotaNode team, Bid bid);

    /** Whether a lease that cannot give less may give that many, although it may be more than {@link #mayGive}. */
    default boolean mayStraddle(Lease lease, int gpus, Bid bid) {
        return true;
    }

    /** Whether a lease of a team that may be asked may be asked itself. */
    default boolean mayTake(Lease lease, Bid bid) {
        return true;
    }

    /** How many GPUs of a lease are idle enough to be taken before anything that works (R8). */
    default int unused(Lease lease) {
        return lease.idle();
    }

    /** Which team gives first: the one furthest above its fair share (R8). */
    default int over(QuotaNode team, Bid bid) {
        return bid.tree().used(team)
                - bid.book().promisedTo(team, bid.from())
                - bid.book().fairShares().of(team);
    }

    ReclaimReason reason();
}
