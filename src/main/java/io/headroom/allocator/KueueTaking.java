package io.headroom.allocator;

import java.util.List;

/**
 * Whom Kueue's classical preemption evicts: candidates in order until the bid fits, first on the terms that keep it from
 * borrowing where the rules ask for that; then everybody who is not needed is put back.
 *
 * <p>Source: Kueue, pkg/scheduler/preemption/preemption.go (classicalPreemptions) and flavorassigner.go.
 */
final class KueueTaking implements Taking {
    @Override
    public List<Victim> victims(Bid bid) {
        if (!isInPreemptMode(bid)) return List.of();
        KueueCandidates candidates = new KueueCandidates(bid);
        for (boolean borrowing : attempts(bid, candidates)) {
            List<Victim> victims = attempt(bid, candidates, borrowing);
            if (!victims.isEmpty()) return victims;
        }
        return List.of();
    }

    /** Whether preemption is tried at all. */
    static boolean isInPreemptMode(Bid bid) {
        return bid.gpus() <= bid.team().guaranteed()
                || fitsBelowTheTop(bid)
                || bid.rules().preemption().borrowWithinCohort() != Preemption.NEVER;
    }

    /** Whether the smallest subtree that it fits in is not the whole tree. */
    private static boolean fitsBelowTheTop(Bid bid) {
        int left = bid.gpus();
        for (QuotaNode n = bid.team(); n.parent() != null; n = n.parent()) {
            if (bid.tree().excess(n) + left <= 0) return n.parent().parent() != null;
            left -= bid.tree().localAvailable(n);
        }
        return false;
    }

    private static List<Boolean> attempts(Bid bid, KueueCandidates candidates) {
        boolean forbidden = bid.rules().preemption().borrowWithinCohort() == Preemption.NEVER;
        boolean underNominal = bid.tree().excess(bid.team()) < 0;
        if (candidates.areAllOwn() || forbidden && !underNominal) return List.of(true);
        return forbidden && candidates.haveNoHierarchical() ? List.of(false, true) : List.of(true, false);
    }

    private static List<Victim> attempt(Bid bid, KueueCandidates candidates, boolean borrowing) {
        WholeLeases taken = new WholeLeases(bid);
        for (KueueCandidates.Candidate candidate : candidates.inOrder()) {
            if (!candidates.isValid(candidate, borrowing)) continue;
            taken.take(candidate.lease());
            if (!fits(bid, borrowing)) continue;
            taken.fillBack(() -> fits(bid, borrowing));
            return taken.concluded();
        }
        taken.restore();
        return List.of();
    }

    private static boolean fits(Bid bid, boolean borrowing) {
        return (borrowing || bid.tree().excess(bid.team()) + bid.gpus() <= 0) && bid.isServed();
    }

    @Override
    public int owed(Bid bid) {
        return isInPreemptMode(bid) ? bid.gpus() : 0;
    }

    /** A team that cannot always take its quota back keeps it free for a request it refused. */
    @Override
    public int keeps(Bid refused) {
        PreemptionRules rules = refused.rules().preemption();
        if (rules.reclaimWithinCohort() == Preemption.ANY || !isInPreemptMode(refused)) return 0;
        int excess = refused.tree().excess(refused.team());
        boolean borrows = excess + refused.gpus() > 0;
        int limit = borrows ? refused.team().quota().borrowingLimit() : 0;
        int room = limit == Quota.UNLIMITED ? refused.gpus() : limit - excess;
        return Math.clamp(room, 0, refused.gpus());
    }
}
