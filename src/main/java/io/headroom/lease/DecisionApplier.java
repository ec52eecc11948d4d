package io.headroom.lease;

import io.headroom.allocator.Decision;
import io.headroom.allocator.Loan;
import io.headroom.allocator.Takes;
import io.headroom.allocator.WaitReason;
import io.headroom.device.Assignment;
import io.headroom.device.Devices;
import io.headroom.lease.LeaseEvent.What;
import io.headroom.team.Teams;
import io.headroom.telemetry.UseVerdict;
import io.headroom.telemetry.Utilization;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Makes the allocator's decisions true, inside the caller's transaction. A lease that changed meanwhile makes the whole
 * plan fail, and the loop plans again.
 */
@ApplicationScoped
public class DecisionApplier {
    private static final String ALONE = " The lease it was to join does not run now, so it starts on its own.";

    private final LeaseRepository leases;
    private final NoticeRepository notices;
    private final LoanRepository loans;
    private final Supplements supplements;
    private final LeaseHistory history;
    private final Devices devices;
    private final Teams teams;
    private final Utilization utilization;

    DecisionApplier(
            LeaseRepository leases,
            NoticeRepository notices,
            LoanRepository loans,
            Supplements supplements,
            LeaseHistory history,
            Devices devices,
            Teams teams,
            Utilization utilization) {
        this.leases = leases;
        this.notices = notices;
        this.loans = loans;
        this.supplements = supplements;
        this.history = history;
        this.devices = devices;
        this.teams = teams;
        this.utilization = utilization;
    }

    /**
     * Makes the decisions true.
     *
     * @param basis what the plan was made from
     * @param careful whether the database's laws are checked after each decision and not only when the transaction ends:
     *     slower, but then it is known which decision breaks one
     * @return what changed, in sentences; repeating why a lease waits changes nothing
     * @throws Unappliable if one of them cannot be made true
     */
    @Transactional(TxType.MANDATORY)
    public List<String> apply(List<Decision> decisions, PlanBasis basis, Instant now, boolean careful) {
        List<String> done = new ArrayList<>();
        List<Decision.Wait> waits = new ArrayList<>();
        for (Decision decision : supplementsLast(decisions, basis)) {
            if (decision instanceof Decision.Wait wait) {
                if (saysWhatItSaid(wait, basis.lease(wait))) continue;
                waits.add(wait);
            }
            attempt(decision, basis, now, careful);
            done.add(decision.getClass().getSimpleName().toLowerCase(Locale.ROOT) + " " + decision.sentence());
        }
        leases.sayWhy(waits);
        return done;
    }

    /** What is decided for a lease counts from what it held, so nothing joins it before that is done. */
    private static List<Decision> supplementsLast(List<Decision> decisions, PlanBasis basis) {
        return decisions.stream()
                .sorted(Comparator.comparing(decision -> decision instanceof Decision.Admit
                        && basis.lease(decision).supplements() != null))
                .toList();
    }

    /**
     * Makes the open loans these.
     *
     * @return whether that changed any
     */
    @Transactional(TxType.MANDATORY)
    public boolean lend(List<Loan> wanted, Instant now) {
        return loans.become(wanted, now);
    }

    /** Moves what time alone moves: scheduled leases join the queue, queued ones with a fixed end expire. */
    @Transactional(TxType.MANDATORY)
    public boolean passTime(Instant now) {
        boolean changed = leases.begin(now) > 0;
        for (Lease lease : leases.overdueInQueue(now)) {
            String sentence = lease.phase() == Phase.LENT
                    ? "Its end came while its GPUs were lent."
                    : "Its end came before it got GPUs.";
            leases.end(lease.id(), EndReason.EXPIRED, now, sentence);
            log(lease, now, What.EXPIRE, lease.gpus(), sentence);
            changed = true;
        }
        return changed;
    }

    private void attempt(Decision decision, PlanBasis basis, Instant now, boolean careful) {
        try {
            apply(decision, basis, now);
            if (careful) leases.checkLaws();
        } catch (RuntimeException e) {
            throw new Unappliable(basis.lease(decision).id(), decision, e);
        }
    }

    private void apply(Decision decision, PlanBasis basis, Instant now) {
        Lease lease = basis.lease(decision);
        switch (decision) {
            case Decision.Admit admit -> admit(admit, lease, now);
            case Decision.Wait wait -> waits(wait, lease, now);
            case Decision.Grow grow -> grow(grow, lease, now);
            case Decision.Reclaim reclaim -> reclaim(reclaim, lease, now);
            case Decision.CallOff callOff -> callOff(callOff, lease, now);
            case Decision.Shrink shrink -> {
                leave(shrink, basis, now);
                shrink(shrink, lease, now);
            }
            case Decision.Expire expire -> expire(expire, lease, now);
        }
    }

    /** The lease that a decision is about. */
    public static String leaseOf(Decision decision) {
        return switch (decision) {
            case Decision.Admit admit -> admit.request();
            case Decision.Wait wait -> wait.request();
            case Decision.Grow grow -> grow.lease();
            case Decision.Reclaim reclaim -> reclaim.lease();
            case Decision.CallOff callOff -> callOff.lease();
            case Decision.Shrink shrink -> shrink.lease();
            case Decision.Expire expire -> expire.lease();
        };
    }

    private static boolean saysWhatItSaid(Decision.Wait wait, Lease lease) {
        return wait.reason() == lease.waitReason()
                && wait.sentence().equals(lease.waitSentence())
                && Objects.equals(wait.estimatedStart(), lease.estimatedStart())
                && Objects.equals(wait.retryAt(), lease.retryAt())
                && !takesAnew(wait, lease);
    }

    private void admit(Decision.Admit admit, Lease lease, Instant now) {
        Lease joined = supplements.joinable(lease, admit.flavor()).orElse(null);
        if (joined == null) start(admit, lease, now);
        else supplements.join(admit, lease, joined, exposure(joined, admit.gpus(), admit.lenders()), now);
    }

    private void start(Decision.Admit admit, Lease lease, Instant now) {
        String sentence = lease.supplements() == null ? admit.sentence() : admit.sentence() + ALONE;
        devices.assign(
                admit.gpus(),
                admit.flavor(),
                new Assignment(lease.id(), lease.team(), lease.kind().name(), now));
        leases.grant(admit, sentence, now);
        history.add(
                LeaseEvent.of(lease, now, LeaseEvent.ALLOCATOR, What.ADMIT)
                        .of(admit.flavor())
                        .gpus(admit.gpus())
                        .saying(sentence)
                        .exposed(exposure(lease, admit.gpus(), admit.lenders())),
                lease);
    }

    private void grow(Decision.Grow grow, Lease lease, Instant now) {
        devices.assign(
                grow.gpus(),
                grow.flavor(),
                new Assignment(lease.id(), lease.team(), lease.kind().name(), now));
        leases.grow(lease.id(), grow.total(), grow.sentence());
        history.add(
                LeaseEvent.of(lease, now, LeaseEvent.ALLOCATOR, What.GROW)
                        .of(grow.flavor())
                        .gpus(grow.gpus())
                        .saying(grow.sentence())
                        .exposed(exposure(lease, grow.gpus(), grow.lenders())),
                lease);
    }

    private Exposure exposure(Lease lease, int gpus, Map<String, Integer> lenders) {
        int borrowed = lenders.values().stream().mapToInt(Integer::intValue).sum();
        Duration notice = teams.get(lease.team()).rules().grace(lease.kind());
        return new Exposure(gpus, borrowed, lenders, notice, lease.reclaimable());
    }

    private void waits(Decision.Wait wait, Lease lease, Instant now) {
        if (takesAnew(wait, lease)) leases.take(lease.id(), takes(wait));
        if (wait.reason() == lease.waitReason()) return;
        history.add(
                LeaseEvent.of(lease, now, LeaseEvent.ALLOCATOR, What.WAIT)
                        .of(wait.flavor())
                        .gpus(wait.gpus())
                        .because(wait.reason())
                        .saying(wait.sentence()),
                lease);
    }

    /** Also one that lives on what another's victim leaves over takes: it keeps its place in front (R4, R10). */
    private static boolean takesAnew(Decision.Wait wait, Lease lease) {
        return wait.reason() == WaitReason.WAITING_FOR_RECLAIM && !takes(wait).equals(lease.takes());
    }

    private static Takes takes(Decision.Wait wait) {
        return new Takes(wait.flavor(), wait.gpus());
    }

    private void reclaim(Decision.Reclaim reclaim, Lease lease, Instant now) {
        notices.ask(reclaim, now);
        leases.reclaiming(lease.id());
        if (reclaim.forRequest() != null) leases.take(UUID.fromString(reclaim.forRequest()), reclaim.flavor());
        history.add(
                LeaseEvent.of(lease, now, LeaseEvent.ALLOCATOR, What.RECLAIM)
                        .gpus(reclaim.gpus())
                        .because(reclaim.reason())
                        .saying(reclaim.sentence()),
                lease);
    }

    private void callOff(Decision.CallOff callOff, Lease lease, Instant now) {
        notices.callOff(lease.id(), taker(callOff.forRequest()), callOff.reason(), now);
        leases.settle(lease.id());
        log(lease, now, What.CALL_OFF, callOff.gpus(), callOff.sentence());
    }

    /** What is lent is what the ladder lets go, and nothing else: a drained device that works is moved on its own notice. */
    private void leave(Decision.Shrink shrink, PlanBasis basis, Instant now) {
        UUID lease = basis.lease(shrink).id();
        if (shrink.lends()) devices.unassign(shrink.gpus(), basis.lendable(), lease, now);
        else
            devices.unassign(
                    shrink.gpus(), lease, device -> utilization.verdict(device, now) == UseVerdict.IDLE_HELD, now);
    }

    private void shrink(Decision.Shrink shrink, Lease lease, Instant now) {
        // What is not due is still asked, also of a lease that lost devices meanwhile.
        if (shrink.remaining() == 0) notices.closeAll(lease.id(), "RECLAIMED", now);
        else notices.closeDue(lease.id(), taker(shrink.forRequest()), now);
        if (shrink.lends()) leases.lend(lease.id(), shrink.remaining(), shrink.sentence());
        else leases.shrink(lease.id(), shrink.remaining(), shrink.sentence());
        leases.settle(lease.id());
        history.add(
                LeaseEvent.of(lease, now, LeaseEvent.ALLOCATOR, What.SHRINK)
                        .gpus(shrink.gpus())
                        .because(shrink.reason())
                        .saying(shrink.sentence()),
                lease);
    }

    private void expire(Decision.Expire expire, Lease lease, Instant now) {
        devices.unassign(lease.held(), lease.id(), now);
        notices.closeAll(lease.id(), "ENDED", now);
        leases.end(lease.id(), EndReason.EXPIRED, now, expire.sentence());
        supplements.withdraw(lease.id(), LeaseEvent.ALLOCATOR, now);
        log(lease, now, What.EXPIRE, lease.held(), expire.sentence());
    }

    private static UUID taker(String forRequest) {
        return forRequest == null ? null : UUID.fromString(forRequest);
    }

    private void log(Lease lease, Instant now, What what, int gpus, String sentence) {
        history.add(
                LeaseEvent.of(lease, now, LeaseEvent.ALLOCATOR, what).gpus(gpus).saying(sentence), lease);
    }
}
