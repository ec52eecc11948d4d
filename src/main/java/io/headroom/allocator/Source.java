package io.headroom.allocator;

import java.util.Collection;

/** Where a taker may take by one right, and how much. */
interface Source {
    /** Whether the bid has this right at all. */
    boolean isOpenTo(Bid bid);

    /** The teams that could give. */
    Collection<QuotaNode> teams(Bid bid);

    /** The most a team may be asked for and go on working, in GPUs, as marked now; 0 if it may not be asked. */
    int mayGive(QuotaNode team, Bid bid);

    /** Whether a lease that is all or nothing may go, although that may take more than {@link #mayGive}. */
    boolean mayGiveWhole(Lease lease, Bid bid);

    /** Whether a lease of a team that may be asked may be asked itself. */
    default boolean mayTake(Lease lease, Bid bid) {
        return true;
    }

    /** Which team gives first: the one with the highest number. */
    int over(QuotaNode team, Bid bid);

    ReclaimReason reason();
}
