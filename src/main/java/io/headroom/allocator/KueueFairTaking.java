package io.headroom.allocator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whom Kueue's fair sharing evicts: from the subtree with the largest share, as long as the taker's share stays no larger
 * than the victim's afterwards; if that is not enough, one more of each whose share was larger before.
 *
 * <p>Source: Kueue, pkg/scheduler/preemption/preemption.go (fairPreemptions), fairsharing/ordering.go, strategy.go.
 */
final class KueueFairTaking implements Taking {
    @Override
    public List<Victim> victims(Bid bid) {
        return isInPreemptMode(bid) ? new Search(bid).victims() : List.of();
    }

    private static boolean isInPreemptMode(Bid bid) {
        return KueueTaking.isInPreemptMode(bid) || bid.rules().preemption().reclaimWithinCohort() != Preemption.NEVER;
    }

    @Override
    public int keeps(Bid refused) {
        return new KueueTaking().keeps(refused);
    }

    @Override
    public int owed(Bid bid) {
        return isInPreemptMode(bid) ? bid.gpus() : 0;
    }

    private static final class Search {
        private final Bid bid;
        private final QuotaTree tree;
        private final WholeLeases taken;
        private final Map<QuotaNode, Deque<Lease>> candidates = new HashMap<>();
        private final Set<QuotaNode> pruned = new HashSet<>();

        Search(Bid bid) {
            this.bid = bid;
            this.tree = bid.tree();
            this.taken = new WholeLeases(bid);
            findCandidates().stream().sorted(WholeLeases.ORDER).forEach(this::enqueue);
        }

        private void enqueue(Lease lease) {
            candidates.computeIfAbsent(lease.team(), _ -> new ArrayDeque<>()).add(lease);
        }

        private List<Lease> findCandidates() {
            PreemptionRules rules = bid.rules().preemption();
            List<Lease> found = new ArrayList<>();
            for (QuotaNode team : bid.book().roster().teams()) {
                boolean own = team == bid.team();
                if (!own && (tree.excess(team) <= 0 || !isInSameTree(team))) continue;
                Preemption rule = own ? rules.withinTeam() : rules.reclaimWithinCohort();
                for (Lease lease : bid.book().roster().of(team))
                    if (OwnTeam.outranks(bid.request(), lease, rule) && lease.at(bid.from()) > 0 && bid.mayStop(lease))
                        found.add(lease);
            }
            return found;
        }

        private boolean isInSameTree(QuotaNode team) {
            return team.belowMeeting(bid.book().shape().root())
                    == bid.team().belowMeeting(bid.book().shape().root());
        }

        List<Victim> victims() {
            tree.add(bid.team(), bid.gpus());
            boolean found = fairly() || oneMoreEach();
            tree.add(bid.team(), -bid.gpus());
            if (found) {
                taken.fillBack(bid::isServed);
                return taken.concluded();
            }
            taken.restore();
            return List.of();
        }

        /** Less than or equal to the final share; what that refuses is kept for the second look. */
        private boolean fairly() {
            Map<QuotaNode, Deque<Lease>> refused = new HashMap<>();
            for (QuotaNode team = next(); team != null; team = next()) if (takeFrom(team, refused)) return true;
            candidates.clear();
            candidates.putAll(refused);
            pruned.clear();
            return false;
        }

        private boolean takeFrom(QuotaNode team, Map<QuotaNode, Deque<Lease>> refused) {
            Deque<Lease> line = candidates.get(team);
            if (team == bid.team()) return take(line.poll());
            while (!line.isEmpty()) {
                Lease lease = line.poll();
                if (takerShare(team) <= shareWithout(lease)) return take(lease);
                refused.computeIfAbsent(team, _ -> new ArrayDeque<>()).add(lease);
            }
            return false;
        }

        /** Less than the initial share: there is one chance for each. */
        private boolean oneMoreEach() {
            for (QuotaNode team = next(); team != null; team = next()) {
                Deque<Lease> line = candidates.remove(team);
                if (takerShare(team) < share(team.belowMeeting(bid.team())) && take(line.poll())) return true;
            }
            return false;
        }

        private boolean take(Lease lease) {
            taken.take(lease);
            tree.add(bid.team(), -bid.gpus());
            boolean fits = bid.isServed();
            tree.add(bid.team(), bid.gpus());
            return fits;
        }

        private double share(QuotaNode node) {
            return DominantShares.share(node, tree.excess(node), bid.book().shape());
        }

        private double takerShare(QuotaNode victim) {
            return share(bid.team().belowMeeting(victim));
        }

        private double shareWithout(Lease lease) {
            tree.add(lease.team(), -lease.remaining());
            double share = share(lease.team().belowMeeting(bid.team()));
            tree.add(lease.team(), lease.remaining());
            return share;
        }

        /** The team to look at next: down from the top, always to the largest share; null if all were looked at. */
        private QuotaNode next() {
            QuotaNode top = bid.team().belowMeeting(bid.book().shape().root());
            if (top.team()) return hasCandidates(top) ? top : null;
            while (!pruned.contains(top)) {
                QuotaNode team = next(top);
                if (team != null) return team;
            }
            return null;
        }

        private QuotaNode next(QuotaNode cohort) {
            QuotaNode largest = null;
            for (QuotaNode child : bid.book().shape().children(cohort)) {
                if (pruned.contains(child)) continue;
                if (isSettled(child)) pruned.add(child);
                else if (largest == null || goesBefore(child, largest)) largest = child;
            }
            if (largest == null) {
                pruned.add(cohort);
                return null;
            }
            return largest.team() ? largest : next(largest);
        }

        /** Whether nothing can be taken there: it does not borrow, unless the taker itself is inside. */
        private boolean isSettled(QuotaNode node) {
            if (node.team() && !hasCandidates(node)) return true;
            return share(node) == 0 && !node.covers(bid.team());
        }

        private boolean goesBefore(QuotaNode one, QuotaNode other) {
            int byShare = Double.compare(share(one), share(other));
            if (byShare != 0 || one.team() != other.team()) return byShare > 0 || byShare == 0 && one.team();
            if (!one.team()) return false;
            Comparator<QuotaNode> first =
                    Comparator.comparing(n -> candidates.get(n).peek(), WholeLeases.ORDER);
            return first.compare(one, other) < 0;
        }

        private boolean hasCandidates(QuotaNode team) {
            return candidates.containsKey(team) && !candidates.get(team).isEmpty();
        }
    }
}
