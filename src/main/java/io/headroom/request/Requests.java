package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.allocator.Kind;
import io.headroom.approval.ApprovalPolicies;
import io.headroom.approval.Facts;
import io.headroom.approval.Facts.Asked;
import io.headroom.approval.Facts.Requester;
import io.headroom.approval.Verdict;
import io.headroom.device.Devices;
import io.headroom.lease.Leases;
import io.headroom.planning.Outcome;
import io.headroom.planning.Preview;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Complaints;
import io.headroom.platform.Refused;
import io.headroom.platform.Slice;
import io.headroom.team.Teams;
import io.headroom.telemetry.Utilization;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Requests as everybody reads them, and what would happen if one were made. */
@ApplicationScoped
public class Requests {
    private final RequestRepository repository;
    private final RequestConfig config;
    private final Preview preview;
    private final Teams teams;
    private final Deciders deciders;
    private final Devices devices;
    private final Leases leases;
    private final Utilization utilization;
    private final ApprovalPolicies policies;
    private final JudgementRepository judgements;
    private final Clock clock;

    Requests(
            RequestRepository repository,
            RequestConfig config,
            Preview preview,
            Teams teams,
            Deciders deciders,
            Devices devices,
            Leases leases,
            Utilization utilization,
            ApprovalPolicies policies,
            JudgementRepository judgements,
            Clock clock) {
        this.repository = repository;
        this.config = config;
        this.preview = preview;
        this.teams = teams;
        this.deciders = deciders;
        this.devices = devices;
        this.leases = leases;
        this.utilization = utilization;
        this.policies = policies;
        this.judgements = judgements;
        this.clock = clock;
    }

    /** @throws Refused 404 if there is none, or the caller may not see it */
    public CapacityRequest get(UUID id, Account account) {
        CapacityRequest request = repository
                .find(id)
                .orElseThrow(() -> new Refused(new CommonRefusal.NotFound("request", id.toString())));
        if (!request.requestedBy().equals(account.username()))
            deciders.requireSees(account, request.team(), "request", id.toString());
        return request;
    }

    /** Newest first, of the teams the caller may see. */
    public Slice<CapacityRequest> list(RequestFilter filter) {
        return Slice.of(
                repository.list(filter), filter.limit(), request -> request.id().toString());
    }

    /** What waited for a person and is decided, latest first. */
    Slice<CapacityRequest> decided(DecidedFilter filter) {
        return Slice.of(repository.decided(filter), filter.limit(), request -> request.id()
                .toString());
    }

    /** What waits for this person's decision, oldest first. */
    public List<CapacityRequest> inbox(Account account) {
        if (!deciders.decides(account)) return List.of();
        return deciders.waitingFor(account, repository.inReview(null));
    }

    /** The same, so many of them, after one that was seen already. */
    Slice<CapacityRequest> inbox(Account account, UUID after, int limit) {
        List<CapacityRequest> waiting = deciders.waitingFor(account, repository.inReview(after));
        return Slice.of(waiting, limit, request -> request.id().toString());
    }

    /** The answers given so far, in order. */
    public List<Approval> approvals(UUID request) {
        return repository.approvals(request);
    }

    /** The requests that made a lease what it is, oldest first. */
    public List<CapacityRequest> ofLease(UUID lease) {
        return repository.ofLease(lease);
    }

    /** @throws Refused 422 naming everything that is wrong */
    public Ask parse(AskInput input, Account account) {
        Ask ask = new AskParser(config, devices.countByFlavor(), account.leads(), clock.instant()).parse(input);
        boolean undecided = Complaints.blank(input.reclaimable()) && ask.kind() == Kind.INFERENCE;
        return undecided && borrowed(ask) == 0 ? ask.notReclaimable() : ask;
    }

    /**
     * What the approval policy says. What may not be taken back never borrows (R13). What the team waits for counts like what it holds, or two asks would pass as one;
     * and it decides on the most that may come of the ask: all it can grow to, on whichever flavor it would borrow most of.
     *
     * @param lenders whom it would borrow from now, planned before any transaction
     */
    public Judgement judge(Ask ask, Requester requester, Map<String, Integer> lenders) {
        return judge(RequestType.NEW, ask, requester, lenders);
    }

    /** The same of more GPUs for a lease, as an ask of what is added. */
    Judgement judge(RequestType type, Ask ask, Requester requester, Map<String, Integer> lenders) {
        boolean reclaimable = ask.profile().reclaimable();
        int own = reclaimable ? Math.min(unclaimed(ask, ask.flavor()), ask.gpus()) : ask.gpus();
        Instant now = clock.instant();
        Asked asked = new Asked(
                type.name(),
                ask.choice().flavors(),
                ask.gpus(),
                ask.range().min(),
                ask.range().max(),
                ask.kind().name().toLowerCase(Locale.ROOT),
                ask.profile().priority(),
                reclaimable,
                ask.term(),
                ask.startsAt() == null ? Duration.ZERO : Duration.between(now, ask.startsAt()),
                borrowed(ask),
                lenders);
        return judge(new Facts(asked, asking(ask.team(), ask.flavor()), requester, now), own, ask.gpus() - own);
    }

    /** What the policy says of facts. */
    Judgement judge(Facts facts, int own, int borrowed) {
        ApprovalPolicies.InForce policy = policies.current();
        return new Judgement(own, borrowed, facts, policy.rules().answer(facts), policy.version());
    }

    /** A team as the rules look at it. */
    Facts.Asking asking(String team, String flavor) {
        return new Facts.Asking(
                team,
                teams.cohortOf(team).orElse(null),
                teams.get(team).quota(flavor).nominal(),
                leases.held(team, flavor),
                utilization.useOverSevenDays(team, clock.instant()));
    }

    private int borrowed(Ask ask) {
        if (!ask.profile().reclaimable()) return 0;
        int most = ask.range().max();
        return ask.choice().flavors().stream()
                .mapToInt(flavor -> most - Math.min(unclaimed(ask, flavor), most))
                .max()
                .orElseThrow();
    }

    /** What is left of the team's nominal quota until the ask would end. */
    private int unclaimed(Ask ask, String flavor) {
        Instant begins = ask.startsAt() == null ? clock.instant() : ask.startsAt();
        int nominal = teams.get(ask.team()).quota(flavor).nominal();
        return Math.max(0, nominal - leases.claimed(ask.team(), flavor, begins.plus(ask.term())));
    }

    /** What would happen, and who would have to approve. Changes nothing. */
    public Assessment assess(Ask ask, Requester requester) {
        return assess(RequestType.NEW, ask, requester);
    }

    Assessment assess(RequestType type, Ask ask, Requester requester) {
        Outcome outcome = outcome(ask);
        return new Assessment(outcome, judge(type, ask, requester, Assessment.lenders(outcome)));
    }

    /** What would happen to an ask. Changes nothing. */
    Outcome outcome(Ask ask) {
        Instant now = clock.instant();
        return preview.of(ask.waiting(now), now);
    }

    /** Whether the policy would approve the same ask of other sizes at once. */
    boolean approves(Facts facts) {
        return policies.current().rules().answer(facts).verdict() instanceof Verdict.AutoApprove;
    }

    /** What was wrong with the policy when each of these was judged; only for admins, nothing for others. */
    Map<UUID, String> policyErrors(List<CapacityRequest> judged, Account reader) {
        if (!reader.admin()) return Map.of();
        return judgements.errors(judged.stream().map(CapacityRequest::id).toList());
    }
}
