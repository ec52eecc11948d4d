package io.headroom.planning;

import io.headroom.allocator.Allocator;
import io.headroom.allocator.Loan;
import io.headroom.allocator.Plan;
import io.headroom.allocator.TeamShare;
import io.headroom.allocator.Waiting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/** Answers "what would happen if I asked for this now?" by asking the allocator, and changes nothing. */
@ApplicationScoped
public class Preview {
    private final Snapshots snapshots;
    private final Allocator allocator = new Allocator();

    Preview(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /**
     * How things stand: shares and loans of one moment, so that what is borrowed is what is lent.
     *
     * @param shares one per team and flavor
     */
    public record Standing(List<TeamShare> shares, List<Loan> loans) {}

    /** How things stand now. Pins the transaction to this moment. */
    @Transactional
    public Standing standing() {
        snapshots.pin();
        Plan still = Standstill.of(snapshots.load(Instant.EPOCH).world());
        return new Standing(still.teams(), still.loans());
    }

    /** Shares of all teams as things stand. */
    @Transactional
    public List<TeamShare> shares() {
        return standing().shares();
    }

    /** Shares with what each team is owed of what all want now (R3); the rest of them is as things will be planned. */
    @Transactional
    public List<TeamShare> fairShares(Instant now) {
        snapshots.pin();
        return allocator.plan(snapshots.load(now).world(), now).teams();
    }

    /** The world of this moment, to be asked of as often as a page has rows; in a transaction of its own. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Moment at(Instant now) {
        snapshots.pin();
        return new Moment(snapshots.load(now).world(), now);
    }

    /** What would become of one more request. */
    public Outcome of(Waiting asked, Instant now) {
        return at(now).foreseeing(asked);
    }
}
