package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.allocator.Choice;
import io.headroom.allocator.Profile;
import io.headroom.allocator.Range;
import io.headroom.allocator.Waiting;
import io.headroom.device.Devices;
import io.headroom.lease.Leases;
import io.headroom.planning.Outcome;
import io.headroom.planning.Preview;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import io.headroom.platform.Slice;
import io.headroom.team.Access;
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
    private final Access access;
    private final Devices devices;
    private final Leases leases;
    private final Utilization utilization;
    private final Clock clock;

    Requests(
            RequestRepository repository,
            RequestConfig config,
            Preview preview,
            Teams teams,
            Access access,
            Devices devices,
            Leases leases,
            Utilization utilization,
            Clock clock) {
        this.repository = repository;
        this.config = config;
        this.preview = preview;
        this.teams = teams;
        this.access = access;
        this.devices = devices;
        this.leases = leases;
        this.utilization = utilization;
        this.clock = clock;
    }

    /** @throws Refused 404 if there is none, or the caller may not see it */
    public CapacityRequest get(UUID id, Account account) {
        return repository
                .find(id)
                .filter(request -> access.sees(account, request.team())
                        || request.requestedBy().equals(account.username()))
                .orElseThrow(() -> new Refused(new CommonRefusal.NotFound("request", id.toString())));
    }

    /** Newest first, of the teams the caller may see. */
    public Slice<CapacityRequest> list(RequestFilter filter) {
        return Slice.of(
                repository.list(filter), filter.limit(), request -> request.id().toString());
    }

    /** What waits for this person's decision, oldest first. */
    public List<CapacityRequest> inbox(Account account) {
        if (!account.decides()) return List.of();
        return repository.inReview().stream()
                .filter(request -> decides(account, request))
                .toList();
    }

    /** Whether this person may decide the step that is next: in the role, not the asker, and of no earlier step. */
    boolean decides(Account account, CapacityRequest request) {
        return request.reviewer() != null
                && request.reviewer().includes(account)
                && !request.requestedBy().equals(account.username())
                && (request.step() == 0
                        || approvals(request.id()).stream()
                                .noneMatch(it -> it.actor().equals(account.username())));
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
        return new AskParser(config, devicesByFlavor(), account.leads(), clock.instant()).parse(input);
    }

    /** What the approval policy says. What the team waits for counts like what it holds, or two asks would pass as one. */
    public Judgement judge(Ask ask) {
        Instant now = clock.instant();
        Instant ends = (ask.startsAt() == null ? now : ask.startsAt()).plus(ask.term());
        int nominal = teams.get(ask.team()).quota(ask.flavor()).nominal();
        int own = Math.clamp((long) nominal - leases.claimed(ask.team(), ask.flavor(), ends), 0, ask.gpus());
        int borrowed = ask.gpus() - own;
        return new Judgement(own, borrowed, verdict(ask.team(), ask.gpus(), borrowed, ask.term()));
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
                        Choice.of(ask.flavor()),
                        ask.gpus(),
                        Range.of(ask.minGpus(), ask.gpus()),
                        new Profile(ask.kind(), 0, true),
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
        return assess(new Ask(
                request.team(),
                request.flavor(),
                request.gpus(),
                request.minGpus(),
                request.kind(),
                request.purpose(),
                request.term(),
                request.startsAt(),
                request.endsAt()));
    }

    Verdict verdict(String team, int gpus, int borrowed, Duration term) {
        Double use = utilization.useOverSevenDays(team, clock.instant());
        String cohort = teams.cohortOf(team).orElse(null);
        return ApprovalPolicy.verdict(new ApprovalPolicy.Facts(gpus, borrowed, term, use, cohort));
    }

    private Map<String, Integer> devicesByFlavor() {
        return devices.countByFlavor();
    }
}
