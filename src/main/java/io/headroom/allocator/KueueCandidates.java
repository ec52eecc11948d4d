package io.headroom.allocator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whom Kueue's classical preemption may evict for a bid, and on which terms: those over whom the bid has a hierarchical
 * advantage, then others in its cohorts by priority, then its own team's.
 *
 * <p>Source: Kueue, pkg/scheduler/preemption/classical (candidate_generator.go, hierarchical_preemption.go).
 */
final class KueueCandidates {
    /** On which terms a lease may go. */
    enum Terms {
        HIERARCHICAL,
        /** Only if the bid then does not borrow. */
        WITHOUT_BORROWING,
        WHILE_BORROWING,
        OWN_TEAM
    }

    /** @param meeting the node where the lease's team and the bid's meet */
    record Candidate(Lease lease, Terms terms, QuotaNode meeting) {}

    private static final Comparator<Candidate> ORDER = Comparator.comparing(Candidate::lease, WholeLeases.ORDER);

    private final Bid bid;
    private final PreemptionRules rules;
    private final List<Candidate> byHierarchy = new ArrayList<>();
    private final List<Candidate> byPriority = new ArrayList<>();
    private final List<Candidate> ownTeam = new ArrayList<>();

    KueueCandidates(Bid bid) {
        this.bid = bid;
        this.rules = bid.rules().preemption();
        if (rules.reclaimWithinCohort() != Preemption.NEVER) collectFromCohorts();
        for (Lease lease : bid.book().roster().of(bid.team()))
            if (OwnTeam.outranks(bid.request(), lease, rules.withinTeam()) && isThere(lease))
                ownTeam.add(new Candidate(lease, Terms.OWN_TEAM, bid.team()));
        List.of(byHierarchy, byPriority, ownTeam).forEach(list -> list.sort(ORDER));
    }

    private boolean isThere(Lease lease) {
        return lease.at(bid.from()) > 0 && bid.mayStop(lease);
    }

    private void collectFromCohorts() {
        QuotaTree tree = bid.tree();
        int left = bid.gpus();
        boolean advantage = tree.excess(bid.team()) + left <= 0;
        left = Math.max(0, left - tree.localAvailable(bid.team()));
        QuotaNode below = bid.team();
        for (QuotaNode root = below.parent(); root.parent() != null; root = root.parent()) {
            collectIn(root, root, below, advantage);
            boolean fits = tree.excess(root) + left <= 0;
            left = Math.max(0, left - tree.localAvailable(root));
            advantage = advantage || fits;
            below = root;
        }
    }

    private void collectIn(QuotaNode node, QuotaNode meeting, QuotaNode except, boolean advantage) {
        for (QuotaNode child : bid.book().shape().children(node)) {
            if (child == except || bid.tree().excess(child) <= 0) continue;
            if (child.team()) collectFrom(child, meeting, advantage);
            else collectIn(child, meeting, except, advantage);
        }
    }

    private void collectFrom(QuotaNode team, QuotaNode meeting, boolean advantage) {
        for (Lease lease : bid.book().roster().of(team)) {
            if (!isThere(lease) || !OwnTeam.outranks(bid.request(), lease, rules.reclaimWithinCohort())) continue;
            if (advantage) byHierarchy.add(new Candidate(lease, Terms.HIERARCHICAL, meeting));
            else byPriority.add(new Candidate(lease, byPriority(lease), meeting));
        }
    }

    private Terms byPriority(Lease lease) {
        int priority = lease.held().priority();
        boolean forbidden = rules.borrowWithinCohort() == Preemption.NEVER
                || priority >= bid.request().priority()
                || priority > rules.borrowWithinCohortMaxPriority();
        return forbidden ? Terms.WITHOUT_BORROWING : Terms.WHILE_BORROWING;
    }

    boolean areAllOwn() {
        return byHierarchy.isEmpty() && byPriority.isEmpty();
    }

    boolean haveNoHierarchical() {
        return byHierarchy.isEmpty();
    }

    List<Candidate> inOrder() {
        List<Candidate> all = new ArrayList<>(byHierarchy);
        all.addAll(byPriority);
        all.addAll(ownTeam);
        return all;
    }

    /** Whether a candidate is still one, after others were taken. */
    boolean isValid(Candidate candidate, boolean borrowing) {
        if (candidate.terms == Terms.OWN_TEAM) return true;
        if (borrowing && candidate.terms == Terms.WITHOUT_BORROWING) return false;
        for (QuotaNode n = candidate.lease.team(); n != candidate.meeting; n = n.parent())
            if (bid.tree().excess(n) <= 0) return false;
        return true;
    }
}
