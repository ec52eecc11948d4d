package io.headroom.allocator;

import java.util.Collection;
import java.util.List;

/** A request takes from lower-priority leases of its own team, if the team's rule says so (R7). */
final class OwnTeam implements Source {
    /** Whether a lease may go for a request, by priority alone. */
    static boolean outranks(Waiting request, Lease lease, Preemption rule) {
        int priority = lease.held().priority();
        return switch (rule) {
            case NEVER -> false;
            case ANY -> true;
            case LOWER_PRIORITY -> priority < request.priority();
            case LOWER_OR_NEWER_EQUAL_PRIORITY ->
                priority < request.priority()
                        || priority == request.priority()
                                && lease.held().startedAt().isAfter(request.submittedAt());
        };
    }

    private final boolean always;

    /** @param always whether lower priority yields whatever the team's rule says, as in KAI */
    OwnTeam(boolean always) {
        this.always = always;
    }

    @Override
    public boolean isOpenTo(Bid bid) {
        return rule(bid) != Preemption.NEVER;
    }

    private Preemption rule(Bid bid) {
        return always ? Preemption.LOWER_PRIORITY : bid.rules().preemption().withinTeam();
    }

    @Override
    public Collection<QuotaNode> teams(Bid bid) {
        return List.of(bid.team());
    }

    @Override
    public int mayGive(QuotaNode team, Bid bid) {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean mayTake(Lease lease, Bid bid) {
        return outranks(bid.request(), lease, rule(bid));
    }

    @Override
    public int over(QuotaNode team, Bid bid) {
        return 0;
    }

    @Override
    public ReclaimReason reason() {
        return ReclaimReason.PRIORITY_IN_TEAM;
    }
}
