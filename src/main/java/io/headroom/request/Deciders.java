package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.delegation.Delegation;
import io.headroom.delegation.Delegations;
import io.headroom.delegation.Mandate;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refusal;
import io.headroom.platform.Refused;
import io.headroom.team.Access;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may decide on a request, by a role of their own or in somebody's place, and who sees it. The only place that asks a
 * reviewer whom it includes.
 */
@ApplicationScoped
public class Deciders {
    private final RequestRepository repository;
    private final Delegations delegations;
    private final Access access;

    Deciders(RequestRepository repository, Delegations delegations, Access access) {
        this.repository = repository;
        this.delegations = delegations;
        this.access = access;
    }

    /** Whether requests may wait for this person's decision. */
    public boolean decides(Account account) {
        return account.decides() || delegations.mandate(account).decides();
    }

    /** Whether this person sees a team's requests; who decides in somebody's place sees what that one sees. */
    public boolean sees(Account account, String team) {
        return access.sees(account, team)
                || delegations.mandate(account).seats().anyMatch(seat -> access.sees(seat, team));
    }

    /** @throws Refused 404 unless the caller sees the team's requests */
    void requireSees(Account account, String team, String what, String id) {
        if (!sees(account, team)) throw new Refused(CommonRefusal.NotFound.hidden(what, id));
    }

    /** Every team whose requests this person sees. */
    List<String> visibleTeams(Account account) {
        return delegations
                .mandate(account)
                .seats()
                .flatMap(seat -> access.visibleTeams(seat).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Those of the requests that wait for this person, in the same order. */
    List<CapacityRequest> waitingFor(Account account, List<CapacityRequest> requests) {
        Mandate mandate = delegations.mandate(account);
        return requests.stream()
                .filter(request -> decider(mandate, request).isPresent())
                .toList();
    }

    /** As whom this person may decide the step that is next; empty if they may not. */
    Optional<Decider> decider(Account account, CapacityRequest request) {
        if (request.reviewer() == null) return Optional.empty();
        return decider(delegations.mandate(account), request);
    }

    /** @throws Refused 403 unless this person may decide the step that is next */
    Decider requireDecider(Account account, CapacityRequest request) {
        Mandate mandate = delegations.mandate(account);
        return decider(mandate, request).orElseThrow(() -> new Refused(whyNot(mandate, request)));
    }

    /** Those who decide the step that is next in somebody's place today. */
    Set<String> standIns(CapacityRequest request) {
        return delegations.active().stream()
                .filter(delegation -> request.reviewer().includes(delegation.seat()))
                .map(Delegation::delegate)
                .collect(Collectors.toSet());
    }

    private Optional<Decider> decider(Mandate mandate, CapacityRequest request) {
        Account own = mandate.own();
        return seats(mandate, request)
                .filter(seat -> objection(own, seat, request).isEmpty())
                .findFirst()
                .map(seat -> new Decider(own.username(), seat == own ? null : seat.username()));
    }

    private Refusal whyNot(Mandate mandate, CapacityRequest request) {
        return seats(mandate, request)
                .<Refusal>flatMap(seat -> objection(mandate.own(), seat, request).stream())
                .findFirst()
                .orElseGet(() -> new CommonRefusal.NotAllowed(
                        "decide this request", request.reviewer().title()));
    }

    private static Stream<Account> seats(Mandate mandate, CapacityRequest request) {
        return mandate.seats().filter(request.reviewer()::includes);
    }

    /** Neither the person nor the one they stand in for may have asked, or have had a say in an earlier step. */
    private Optional<RequestRefusal> objection(Account own, Account seat, CapacityRequest request) {
        List<String> both = List.of(own.username(), seat.username());
        if (both.contains(request.requestedBy()))
            return Optional.of(new RequestRefusal.OwnRequest(request.requestedBy()));
        if (request.step() == 0) return Optional.empty();
        return repository.approvals(request.id()).stream()
                .flatMap(answer -> Stream.of(answer.actor(), answer.onBehalfOf()))
                .filter(who -> who != null && both.contains(who))
                .findFirst()
                .map(RequestRefusal.DecidedAStepBefore::new);
    }
}
