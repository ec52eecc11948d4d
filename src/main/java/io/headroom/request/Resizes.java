package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.approval.Facts.Requester;
import io.headroom.approval.RuleSet;
import io.headroom.approval.Verdict;
import io.headroom.device.Devices;
import io.headroom.lease.Lease;
import io.headroom.lease.LeaseActions;
import io.headroom.lease.Leases;
import io.headroom.lease.Phase;
import io.headroom.platform.Refused;
import io.headroom.platform.Version;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Asking for another number of GPUs: fewer at once, more by the same policy as a new lease of what is added. */
@ApplicationScoped
public class Resizes {
    /** Giving back is free, whatever the policy says: nothing is looked at. */
    private static final Judgement FEWER = new Judgement(
            0, 0, null, new RuleSet.Answer(new Verdict.AutoApprove("Fewer GPUs need no approval."), null), 0);

    private final RequestRepository repository;
    private final Requests requests;
    private final RequestActions actions;
    private final Leases leases;
    private final LeaseActions leaseActions;
    private final Devices devices;
    private final Clock clock;

    Resizes(
            RequestRepository repository,
            Requests requests,
            RequestActions actions,
            Leases leases,
            LeaseActions leaseActions,
            Devices devices,
            Clock clock) {
        this.repository = repository;
        this.requests = requests;
        this.actions = actions;
        this.leases = leases;
        this.leaseActions = leaseActions;
        this.devices = devices;
        this.clock = clock;
    }

    /**
     * A size as it was typed or sent.
     *
     * @param purpose what it is for; if not given, what the lease is for
     * @param ifMatch the version of the lease the caller saw, or null
     */
    public record Wanted(UUID lease, String gpus, String purpose, String ifMatch) {}

    /**
     * What would happen. Changes nothing.
     *
     * @throws Refused as {@link #ask}
     */
    public Change foresee(Wanted wanted, Account account) {
        Resize resize = checked(leases.get(wanted.lease()), wanted);
        Instant end = resize.lease().endsAt();
        if (!resize.grows()) return new Change(resize.to(), end, resize.sentence(), FEWER.verdict(), null);
        Assessment more = assess(resize, account);
        return resize.adds()
                ? new Change(resize.to(), end, more.outcome().decision().sentence(), more.verdict(), more)
                : new Change(resize.to(), end, resize.sentence(), more.verdict(), null);
    }

    /**
     * Hands it in.
     *
     * @throws Refused 404, 409 if the lease is over or another resize is open, 412 if it changed, 422 for a bad size
     */
    public CapacityRequest ask(Wanted wanted, Account account) {
        // Planned before the transaction, for the reason that RequestActions gives.
        Resize provisional = checked(leases.get(wanted.lease()), wanted);
        Foreseen foreseen = foresee(provisional, account);
        return QuarkusTransaction.requiringNew().call(() -> ask(wanted, account, foreseen));
    }

    /** What a plan says of it. */
    private record Foreseen(String sentence, Map<String, Integer> lenders) {}

    private Foreseen foresee(Resize resize, Account account) {
        if (!resize.grows()) return new Foreseen(resize.sentence(), Map.of());
        Assessment more = assess(resize, account);
        return new Foreseen(resize.adds() ? more.sentence() : resize.sentence(), more.lenders());
    }

    private Assessment assess(Resize resize, Account account) {
        return requests.assess(RequestType.RESIZE, resize.ask(clock.instant()), Requester.of(account));
    }

    private CapacityRequest ask(Wanted wanted, Account account, Foreseen foreseen) {
        // Locked first: a second click waits here, and then has seen an older version.
        Lease lease = leases.lock(wanted.lease());
        Resize resize = checked(lease, wanted);
        repository.lockTeam(lease.team());
        Instant now = clock.instant();
        Ask ask = resize.ask(now);
        Judgement judgement = resize.grows()
                ? requests.judge(RequestType.RESIZE, ask, Requester.of(account), foreseen.lenders())
                : FEWER;
        var handed = new Drafts.Handed(judgement, account, now);
        var outlook = new Drafts.Outlook(judgement.borrowed(), foreseen.sentence(), lease.id());
        CapacityRequest request =
                actions.handedIn(repository.insert(Drafts.resize(resize, ask, handed, outlook)), judgement);
        if (judgement.approved()) carryOut(resize, request);
        return request;
    }

    private void carryOut(Resize resize, CapacityRequest request) {
        UUID lease = resize.lease().id();
        if (resize.grows()) actions.grant(request, request.gpus(), "policy", request.verdict());
        else
            leaseActions.shrink(
                    lease,
                    resize.to(),
                    request.requestedBy(),
                    request.requestedBy() + " made it smaller. " + resize.sentence());
    }

    private Resize checked(Lease lease, Wanted wanted) {
        Version.check("lease", wanted.ifMatch(), lease.version());
        LeaseActions.requireAllows(lease, Phase.Action.RESIZE);
        repository.openResize(lease.id()).ifPresent(open -> {
            throw new Refused(new RequestRefusal.AlreadyResizing(open.id().toString()));
        });
        List<Lease> onTheWay = leases.supplements(lease.id());
        if (!onTheWay.isEmpty()) throw new Refused(RequestRefusal.MoreOnTheirWay.of(onTheWay));
        return ResizeParser.parse(lease, wanted, devices.countByFlavor());
    }
}
