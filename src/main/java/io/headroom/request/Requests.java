package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.allocator.Waiting;
import io.headroom.device.Device;
import io.headroom.device.Devices;
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
import java.util.stream.Collectors;

/** Requests as everybody reads them, and what would happen if one were made. */
@ApplicationScoped
public class Requests {
    private final RequestRepository repository;
    private final RequestConfig config;
    private final Preview preview;
    private final Teams teams;
    private final Access access;
    private final Devices devices;
    private final Utilization utilization;
    private final Clock clock;

    Requests(
            RequestRepository repository,
            RequestConfig config,
            Preview preview,
            Teams teams,
            Access access,
            Devices devices,
            Utilization utilization,
            Clock clock) {
        this.repository = repository;
        this.config = config;
        this.preview = preview;
        this.teams = teams;
        this.access = access;
        this.devices = devices;
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
                .filter(request -> request.reviewer().includes(account))
                .filter(request -> !request.requestedBy().equals(account.username()))
                .toList();
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

    /** What would happen, and who would have to approve. Changes nothing. */
    public Assessment assess(Ask ask) {
        Instant now = clock.instant();
        Instant begins = ask.startsAt() == null ? now : ask.startsAt();
        Outcome outcome = preview.of(
                new Waiting(
                        UUID.randomUUID().toString(),
                        ask.team(),
                        ask.flavor(),
                        ask.gpus(),
                        ask.minGpus(),
                        0,
                        ask.kind(),
                        now,
                        ask.startsAt(),
                        begins.plus(ask.term()),
                        false),
                now);
        return new Assessment(outcome, verdict(ask.team(), ask.gpus(), outcome.borrowed(), ask.term()));
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
        Map<String, Integer> byFlavor =
                devices.all().stream().collect(Collectors.groupingBy(Device::flavor, Collectors.summingInt(_ -> 1)));
        teams.flavors().forEach(flavor -> byFlavor.putIfAbsent(flavor, 0));
        return byFlavor;
    }
}
