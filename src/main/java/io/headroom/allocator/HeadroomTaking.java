package io.headroom.allocator;

import java.util.List;

/**
 * Who may take from whom (R7): a request within nominal from any borrower; one above it up to its fair share, from those
 * above theirs; either before that, and everybody else, what is lendable (R11); then, if the team's rule says so, from
 * lower priority in the team, and with that room from others.
 */
final class HeadroomTaking implements Taking {
    private final Source owners = new Owners();
    private final Source fairShares = new FairShareTakers();
    private final Source ownTeam = new OwnTeam(false);
    private final Lendable lendable = new Lendable();

    @Override
    public List<Victim> victims(Bid bid) {
        List<Victim> victims = new Victims(bid).from(owners.isOpenTo(bid) ? owners : fairShares, lendable);
        if (victims.isEmpty()) victims = new Victims(bid).from(ownTeam);
        if (!victims.isEmpty()) return victims;
        return owners.isOpenTo(bid)
                ? new Victims(bid).fromBoth(owners, ownTeam)
                : new Victims(bid).from(ownTeam, owners);
    }

    @Override
    public int borrowable(Bid bid) {
        return new Victims(bid, () -> false).available(lendable);
    }

    @Override
    public int owed(Bid bid) {
        if (ownTeam.isOpenTo(bid)) return bid.gpus();
        int within = bid.gpus() - bid.beyondNominal();
        int fair = bid.from().start() == null
                ? FairShareTakers.aboveNominal(bid) + bid.gpus() - bid.excess(bid.team())
                : 0;
        return Math.clamp(Math.max(within, fair), 0, bid.gpus());
    }
}
