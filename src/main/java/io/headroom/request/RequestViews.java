package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.allocator.Decision;
import io.headroom.allocator.ReclaimReason;
import io.headroom.planning.Outcome;
import io.headroom.team.Access;
import io.headroom.telemetry.Utilization;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Requests as one person reads them. */
@ApplicationScoped
class RequestViews {
    private final Requests requests;
    private final Reviews reviews;
    private final Deciders deciders;
    private final Access access;
    private final Utilization utilization;
    private final Clock clock;

    RequestViews(
            Requests requests,
            Reviews reviews,
            Deciders deciders,
            Access access,
            Utilization utilization,
            Clock clock) {
        this.requests = requests;
        this.reviews = reviews;
        this.deciders = deciders;
        this.access = access;
        this.utilization = utilization;
        this.clock = clock;
    }

    /** As rows of a list. */
    List<RequestView> rows(List<CapacityRequest> listed, Account me) {
        Map<UUID, List<Approval>> approvals = requests.approvals(listed);
        Instant now = clock.instant();
        return listed.stream()
                .map(request -> RequestView.of(
                        request,
                        new RequestView.Parts(
                                approvals.getOrDefault(request.id(), List.of()),
                                reader(request, me),
                                RequestView.Considered.NOTHING,
                                now)))
                .toList();
    }

    /** In full: while it is undecided with what a decider wants to know. */
    RequestView whole(CapacityRequest request, Account me) {
        Instant now = clock.instant();
        RequestView.Considered considered =
                request.state() == RequestState.IN_REVIEW ? considered(request, now) : RequestView.Considered.NOTHING;
        return RequestView.of(
                request, new RequestView.Parts(requests.approvals(request.id()), reader(request, me), considered, now));
    }

    private RequestView.Reader reader(CapacityRequest request, Account me) {
        return new RequestView.Reader(
                reviews.allowed(request, me),
                deciders.decider(me, request).orElse(null),
                access.sees(me, request.team()));
    }

    /** What the team does with what it has, and what this would change for whom. */
    private RequestView.Considered considered(CapacityRequest request, Instant now) {
        Double use = utilization.useOverSevenDays(request.team(), now);
        String useText = use == null ? "not known" : Math.round(use * 100) + " % of held GPU time busy over 7 days";
        if (request.type() == RequestType.EXTEND) return new RequestView.Considered(useText, null, List.of());
        Outcome outcome = requests.outcome(request.ask());
        String losers = outcome.reclaims().stream().map(RequestViews::loses).collect(Collectors.joining("; "));
        return new RequestView.Considered(useText, losers.isEmpty() ? "nobody" : losers, PreviewView.figures(outcome));
    }

    private static String loses(Decision.Reclaim reclaim) {
        boolean idle = reclaim.reason() == ReclaimReason.IDLE;
        return reclaim.team()
                + (idle ? " lends " + reclaim.gpus() + " that are idle" : " gives back " + reclaim.gpus());
    }
}
