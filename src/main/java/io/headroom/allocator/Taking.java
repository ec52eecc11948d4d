package io.headroom.allocator;

import java.util.List;

/** Who may take from whom, and which leases give back: the third and the fourth question, as a preset answers them. */
interface Taking {
    /** The leases that give back so that the bid is served; none if nobody may, or if all together would not do. */
    List<Victim> victims(Bid bid);

    /** How many of the GPUs it asks for a request may take from others, if they have them. */
    int owed(Bid bid);

    /** How many GPUs there would be for a request if all was lent that is held idle past the idle policy (R11). */
    default int borrowable(Bid bid) {
        return 0;
    }

    /** How many free GPUs are set aside for a request that was refused, so that nobody borrows them meanwhile. */
    default int keeps(Bid refused) {
        return 0;
    }
}
