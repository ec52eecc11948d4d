package io.headroom.lease;

import io.headroom.allocator.ReclaimReason;
import io.headroom.device.Devices;
import io.headroom.lease.LeaseEvent.What;
import io.headroom.platform.Signals;
import io.headroom.platform.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** What the idle ladder does to leases, inside the caller's transaction. */
@ApplicationScoped
public class IdleLeases {
    /** The actor of the ladder's steps. */
    public static final String LADDER = "idle ladder";

    private final LeaseRepository leases;
    private final Returns returns;
    private final Supplements supplements;
    private final LeaseHistory history;
    private final Devices devices;
    private final Signals signals;

    IdleLeases(
            LeaseRepository leases,
            Returns returns,
            Supplements supplements,
            LeaseHistory history,
            Devices devices,
            Signals signals) {
        this.leases = leases;
        this.returns = returns;
        this.supplements = supplements;
        this.history = history;
        this.devices = devices;
        this.signals = signals;
    }

    /** Keeps a step in the lease's history and tells it to its leads. */
    @Transactional(TxType.MANDATORY)
    public void tell(LeaseEvent event, Lease lease) {
        history.add(event, lease);
    }

    /**
     * A lease asks for what it lent, its place kept: all of it waits again, a part joins it when it is there.
     *
     * @param who begins the sentence
     */
    @Transactional(TxType.MANDATORY)
    public void callBack(Lease lease, String actor, String who, Instant now) {
        if (lease.phase() == Phase.LENT) leases.queueAgain(lease.id());
        else {
            leases.part(lease.id());
            supplements.callBack(lease, now);
        }
        String gpus = lease.lent() == 1 ? "1 GPU" : lease.lent() + " GPUs";
        history.add(
                LeaseEvent.of(lease, now, actor, What.IDLE_OVER)
                        .gpus(lease.lent())
                        .saying(who + gpus + " of “" + lease.purpose()
                                + "”, lent while idle. Borrowers get their notice."),
                lease);
        signals.changed(Topic.WORLD, Topic.BOARD);
    }

    /** Takes idle GPUs from a lease, whose row the caller locked. It asks for no more than what it keeps and lent. */
    @Transactional(TxType.MANDATORY)
    public void giveBack(Lease lease, Collection<UUID> idle, String sentence, Instant now) {
        int count = idle.size();
        devices.unassign(Set.copyOf(idle), lease.id(), now);
        returns.count(lease, count, now);
        if (count < lease.held()) leases.keep(lease, lease.held() - count);
        else {
            leases.end(lease.id(), EndReason.RELEASED, now, sentence);
            supplements.withdraw(lease.id(), LADDER, now);
        }
        history.add(
                LeaseEvent.of(lease, now, LADDER, What.IDLE_RELEASED)
                        .gpus(count)
                        .because(ReclaimReason.IDLE)
                        .saying(sentence),
                lease);
        signals.changed(Topic.WORLD, Topic.BOARD);
    }
}
