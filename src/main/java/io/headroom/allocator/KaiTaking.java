package io.headroom.allocator;

import java.util.Collection;
import java.util.List;

/**
 * Who may take from whom in KAI: a queue that stays within its fair share on every level reclaims from one above its own;
 * one within its quota also from one above its quota, whatever the shares. Then lower priority in the queue yields.
 *
 * <p>Source: KAI-Scheduler, plugins/proportion/reclaimable (maintain fair share, guarantee deserved quota).
 */
final class KaiTaking implements Taking {
    private final Source reclaim = new Reclaim();
    private final Source preempt = new OwnTeam(true);

    @Override
    public List<Victim> victims(Bid bid) {
        List<Victim> victims = new Victims(bid).from(reclaim);
        return victims.isEmpty() ? new Victims(bid).from(preempt) : victims;
    }

    @Override
    public int owed(Bid bid) {
        return bid.gpus();
    }

    private static final class Reclaim implements Source {
        @Override
        public boolean isOpenTo(Bid bid) {
            if (bid.from().start() != null) return bid.excess(bid.team()) <= 0;
            return isWithin(bid.team(), bid);
        }

        private static boolean isWithin(QuotaNode node, Bid bid) {
            return bid.lifted().lifts(Lifted.FAIR_SHARE) || withBid(node, bid) <= fair(node, bid);
        }

        private static int withBid(QuotaNode node, Bid bid) {
            return bid.tree().excess(node, bid.team(), bid.gpus())
                    + bid.book().shape().subtree(node);
        }

        private static int used(QuotaNode node, Bid bid) {
            return bid.tree().used(node);
        }

        private static int fair(QuotaNode node, Bid bid) {
            return bid.book().fairShares().of(node);
        }

        @Override
        public Collection<QuotaNode> teams(Bid bid) {
            return bid.book().roster().teams();
        }

        @Override
        public int mayGive(QuotaNode team, Bid bid) {
            if (team == bid.team()) return 0;
            for (QuotaNode n = bid.team(); !n.covers(team); n = n.parent()) if (!isWithin(n, bid)) return 0;
            QuotaNode giver = team.belowMeeting(bid.team());
            boolean withinQuota = bid.excess(bid.team().belowMeeting(team)) <= 0;
            int most = used(giver, bid) - fair(giver, bid);
            if (withinQuota) most = Math.max(most, bid.tree().excess(giver));
            return Math.min(most, Math.max(over(team, bid), Source.borrowed(team, bid)));
        }

        @Override
        public ReclaimReason reason() {
            return ReclaimReason.FAIR_SHARE_RECLAIM;
        }
    }
}
