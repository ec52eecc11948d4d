package io.headroom.lease;

import io.headroom.allocator.Decision;
import io.headroom.allocator.Loan;
import io.headroom.allocator.WaitReason;
import io.headroom.device.Assignment;
import io.headroom.device.Device;
import io.headroom.device.Devices;
import io.headroom.lease.LeaseEvent.What;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Makes the allocator's decisions true, inside the caller's transaction. A lease that changed meanwhile makes the whole
 * plan fail, and the loop plans again.
 */
@ApplicationScoped
public class DecisionApplier {
    private final LeaseRepository leases;
    private final NoticeRepository notices;
    private final LoanRepository loans;
    private final EventRepository events;
    private final Devices devices;

    DecisionApplier(
            LeaseRepository leases,
            NoticeRepository notices,
            LoanRepository loans,
            EventRepository events,
            Devices devices) {
        this.leases = leases;
        this.notices = notices;
        this.loans = loans;
        this.events = events;
        this.devices = devices;
    }

    /** @return whether anything changed; repeating why a lease waits changes nothing */
    @Transactional(TxType.MANDATORY)
    public boolean apply(Decision decision, Instant now) {
        return switch (decision) {
            case Decision.Admit admit -> admit(admit, now);
            case Decision.Wait wait -> waits(wait, now);
            case Decision.Reclaim reclaim -> reclaim(reclaim, now);
            case Decision.CallOff callOff -> callOff(callOff, now);
            case Decision.Shrink shrink -> shrink(shrink, now);
            case Decision.Expire expire -> expire(expire, now);
        };
    }

    /** Makes the open loans these. */
    @Transactional(TxType.MANDATORY)
    public void lend(List<Loan> wanted, Instant now) {
        loans.become(wanted, now);
    }

    /** Tells leases that they work on other devices now. */
    @Transactional(TxType.MANDATORY)
    public void replaced(List<Device> broken, Instant now) {
        for (Device device : broken) {
            String sentence = "GPU " + device.index() + " of " + device.node() + " (" + device.healthReason()
                    + ") was replaced by a healthy one.";
            events.add(
                    LeaseEvent.of(lease(device.holder().lease().toString()), now, LeaseEvent.ALLOCATOR, What.REPLACED)
                            .gpus(1)
                            .saying(sentence));
        }
    }

    /** Moves what time alone moves: scheduled leases join the queue, queued ones with a fixed end expire. */
    @Transactional(TxType.MANDATORY)
    public boolean passTime(Instant now) {
        boolean changed = leases.begin(now) > 0;
        for (Lease lease : leases.overdueInQueue(now)) {
            String sentence = "Its end came before it got GPUs.";
            leases.end(lease.id(), EndReason.EXPIRED, now, sentence);
            log(lease, now, What.EXPIRE, sentence);
            changed = true;
        }
        return changed;
    }

    private boolean admit(Decision.Admit admit, Instant now) {
        Lease lease = lease(admit.request());
        devices.assign(
                admit.gpus(),
                admit.flavor(),
                new Assignment(lease.id(), lease.team(), lease.kind().name(), now));
        leases.grant(lease.id(), admit.gpus(), now, admit.sentence());
        events.add(LeaseEvent.of(lease, now, LeaseEvent.ALLOCATOR, What.ADMIT)
                .gpus(admit.gpus())
                .saying(admit.sentence()));
        return true;
    }

    private boolean waits(Decision.Wait wait, Instant now) {
        Lease lease = lease(wait.request());
        boolean sameReason = wait.reason() == lease.waitReason();
        // Also one that lives on what another's victim leaves over: it keeps its place in front (R4, R10).
        if (wait.reason() == WaitReason.WAITING_FOR_RECLAIM && !lease.taker()) leases.take(lease.id());
        if (!leases.waits(lease.id(), wait.reason().name(), wait.sentence(), wait.estimatedStart())) return false;
        if (!sameReason) {
            events.add(LeaseEvent.of(lease, now, LeaseEvent.ALLOCATOR, What.WAIT)
                    .gpus(lease.gpus())
                    .because(wait.reason())
                    .saying(wait.sentence()));
        }
        return true;
    }

    private boolean reclaim(Decision.Reclaim reclaim, Instant now) {
        Lease lease = lease(reclaim.lease());
        notices.ask(reclaim, now);
        leases.reclaiming(lease.id());
        if (reclaim.forRequest() != null) leases.take(UUID.fromString(reclaim.forRequest()));
        events.add(LeaseEvent.of(lease, now, LeaseEvent.ALLOCATOR, What.RECLAIM)
                .gpus(reclaim.gpus())
                .because(reclaim.reason())
                .saying(reclaim.sentence()));
        return true;
    }

    private boolean callOff(Decision.CallOff callOff, Instant now) {
        Lease lease = lease(callOff.lease());
        UUID taker = callOff.forRequest() == null ? null : UUID.fromString(callOff.forRequest());
        notices.close(lease.id(), taker, "CALLED_OFF", now);
        leases.settle(lease.id());
        events.add(LeaseEvent.of(lease, now, LeaseEvent.ALLOCATOR, What.CALL_OFF)
                .gpus(callOff.gpus())
                .saying(callOff.sentence()));
        return true;
    }

    private boolean shrink(Decision.Shrink shrink, Instant now) {
        Lease lease = lease(shrink.lease());
        devices.unassign(shrink.gpus(), lease.id(), now);
        UUID taker = shrink.forRequest() == null ? null : UUID.fromString(shrink.forRequest());
        notices.close(lease.id(), shrink.remaining() == 0 ? null : taker, "RECLAIMED", now);
        leases.shrink(lease.id(), shrink.remaining(), shrink.sentence());
        leases.settle(lease.id());
        events.add(LeaseEvent.of(lease, now, LeaseEvent.ALLOCATOR, What.SHRINK)
                .gpus(shrink.gpus())
                .because(shrink.reason())
                .saying(shrink.sentence()));
        return true;
    }

    private boolean expire(Decision.Expire expire, Instant now) {
        Lease lease = lease(expire.lease());
        devices.unassign(lease.held(), lease.id(), now);
        notices.close(lease.id(), null, "ENDED", now);
        leases.end(lease.id(), EndReason.EXPIRED, now, expire.sentence());
        log(lease, now, What.EXPIRE, expire.sentence());
        return true;
    }

    private void log(Lease lease, Instant now, What what, String sentence) {
        events.add(LeaseEvent.of(lease, now, LeaseEvent.ALLOCATOR, what)
                .gpus(lease.held())
                .saying(sentence));
    }

    private Lease lease(String id) {
        return leases.find(UUID.fromString(id)).orElseThrow();
    }
}
