package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.planning.Moment;
import io.headroom.planning.Preview;
import io.headroom.team.Access;
import io.headroom.telemetry.Utilization;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Requests as one person reads them. What the rows of a page have in common is read once for all of them. */
@ApplicationScoped
class RequestViews {
    private final Requests requests;
    private final Deciders deciders;
    private final Access access;
    private final Preview preview;
    private final Utilization utilization;
    private final Clock clock;

    RequestViews(
            Requests requests,
            Deciders deciders,
            Access access,
            Preview preview,
            Utilization utilization,
            Clock clock) {
        this.requests = requests;
        this.deciders = deciders;
        this.access = access;
        this.preview = preview;
        this.utilization = utilization;
        this.clock = clock;
    }

    /** As rows of a list. */
    List<RequestView> rows(List<CapacityRequest> listed, Account me) {
        return views(listed, me, clock.instant(), _ -> Considered.NOTHING);
    }

    /** In full: those that are undecided with what a decider wants to know, all of one moment. */
    List<RequestView> whole(List<CapacityRequest> listed, Account me) {
        if (listed.stream().noneMatch(RequestViews::undecided)) return rows(listed, me);
        Instant now = clock.instant();
        Moment moment = preview.at(now);
        return views(
                listed,
                me,
                now,
                request -> undecided(request)
                        ? Considered.of(request, moment, utilization.useOverSevenDays(request.team(), now))
                        : Considered.NOTHING);
    }

    private List<RequestView> views(
            List<CapacityRequest> listed, Account me, Instant now, Function<CapacityRequest, Considered> considered) {
        Authority authority = deciders.authority(me, listed);
        Map<UUID, String> errors = requests.policyErrors(listed, me);
        return listed.stream()
                .map(request -> RequestView.of(
                        request,
                        new RequestView.Parts(
                                authority.given(request),
                                reader(request, authority, errors.get(request.id()), now),
                                considered.apply(request),
                                now)))
                .toList();
    }

    private RequestView.Reader reader(CapacityRequest request, Authority authority, String policyError, Instant now) {
        Account me = authority.mandate().own();
        Optional<Decider> decider = authority.decider(request);
        return new RequestView.Reader(
                Reviews.allowed(request, me, decider.isPresent(), now),
                decider.orElse(null),
                access.sees(me, request.team()),
                policyError);
    }

    private static boolean undecided(CapacityRequest request) {
        return request.state() == RequestState.IN_REVIEW;
    }
}
