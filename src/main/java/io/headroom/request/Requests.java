package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.allocator.Kind;
import io.headroom.allocator.Waiting;
import io.headroom.approval.ApprovalPolicy;
import io.headroom.approval.Verdict;
import io.headroom.device.Devices;
import io.headroom.lease.Leases;
import io.headroom.planning.Outcome;
import io.headroom.planning.Preview;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import io.headroom.platform.Slice;
import io.headroom.team.Teams;
import io.headroom.telemetry.Utilization;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
            Clock clock) {
        this.repository = repository;
        this.config = config;
        this.preview = preview;
        this.teams = teams;
        this.deciders = deciders;
        this.devices = devices;
        this.leases = leases;
        this.utilization = utilization;
        this.clock = clock;
    }

    /** @throws Refused 404 if there is none, or the caller may not see it */
    public CapacityRequest get(UUID id, Account account) {
        return repository
                .find(id)
                .filter(request -> deciders.sees(account, request.team())
                        || request.requestedBy().equals(account.username()))
                .orElseThrow(() -> new Refused(new CommonRefusal.NotFound("request", id.toString())));
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
        return deciders.waitingFor(account, repository.inReview());
    }

    /** The answers given so far, in order. */
    public List<Approval> approvals(UUID request) {
        return repository.approvals(request);
    }

    /** The answers given to each of these requests; those without any are absent. */
    Map<UUID, List<Approval>> approvals(List<CapacityRequest> requests) {
        return repository.approvals(requests.stream().map(CapacityRequest::id).toList());
    }

    /** The requests that made a lease what it is, oldest first. */
    public List<CapacityRequest> ofLease(UUID lease) {
        return repository.ofLease(lease);
    }

    /** @throws Refused 422 naming everything that is wrong */
    public Ask parse(AskInput input, Account account) {
        Ask ask = new AskParser(config, devices.countByFlavor(), account.leads(), clock.instant()).parse(input);
        boolean undecided = Complaints.blank(input.reclaimable()) && ask.kind() == Kind.INFERENCE;
        return undecided && judge(ask).borrowed() == 0 ? ask.notReclaimable() : ask;
    }

    /**
     * What the approval policy says. What may not be taken back never borrows (R13). What the team waits for counts like what it holds, or two asks would pass as one;
     * and it decides on the most that may come of the ask: all it can grow to, on whichever flavor it would borrow most of.
     */
    public Judgement judge(Ask ask) {
        boolean reclaimable = ask.profile().reclaimable();
        int own = reclaimable ? Math.min(unclaimed(ask, ask.flavor()), ask.gpus()) : ask.gpus();
        int most = ask.range().max();
        int borrowed = ask.choice().flavors().stream()
                .mapToInt(flavor -> reclaimable ? most - Math.min(unclaimed(ask, flavor), most) : 0)
                .max()
                .orElseThrow();
        return new Judgement(own, ask.gpus() - own, verdict(ask.team(), most, borrowed, ask.term()));
    }

    /** What is left of the team's nominal quota until the ask would end. */
    private int unclaimed(Ask ask, String flavor) {
        Instant begins = ask.startsAt() == null ? clock.instant() : ask.startsAt();
        int nominal = teams.get(ask.team()).quota(flavor).nominal();
        return Math.max(0, nominal - leases.claimed(ask.team(), flavor, begins.plus(ask.term())));
    }

    /** What happens to a request that is handed in now, in a sentence: planned only if somebody has to decide on it. */
    public String foresee(Ask ask, Judgement judgement) {
        return judgement.approved()
                ? judgement.sentence()
                : assess(ask).outcome().decision().sentence();
    }

    /** What would happen, and who would have to approve. Changes nothing. */
    public Assessment assess(Ask ask) {
        Instant now = clock.instant();
        Instant begins = ask.startsAt() == null ? now : ask.startsAt();
        Outcome outcome = preview.of(
                new Waiting(
                        UUID.randomUUID().toString(),
                        ask.team(),
                        ask.choice(),
                        ask.gpus(),
                        ask.range(),
                        ask.profile(),
                        Duration.ZERO,
                        now,
                        ask.startsAt(),
                        begins.plus(ask.term()),
                        null),
                now);
        return new Assessment(outcome, judge(ask));
    }

    /** What would happen if a request were approved now as it was asked. */
    Assessment assess(CapacityRequest request) {
        return assess(request.ask());
    }

    Verdict verdict(String team, int gpus, int borrowed, Duration term) {
        Double use = utilization.useOverSevenDays(team, clock.instant());
        String cohort = teams.cohortOf(team).orElse(null);
        return ApprovalPolicy.verdict(new ApprovalPolicy.Facts(gpus, borrowed, term, use, cohort));
    }
}
