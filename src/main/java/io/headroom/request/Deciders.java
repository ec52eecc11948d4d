package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.delegation.Delegation;
import io.headroom.delegation.Delegations;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import io.headroom.team.Access;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Who may decide on a request, by a role of their own or in somebody's place, and who sees it.
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

    /** @throws Refused 403 unless requests may wait for this person's decision */
    void requireDecides(Account account) {
        if (!decides(account))
            throw new Refused(new CommonRefusal.NotAllowed(
                    "decide on requests", "managers, admins, and those who stand in for them"));
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

    /** Which of these requests this person may decide. */
    Authority authority(Account account, List<CapacityRequest> requests) {
        List<UUID> ids = requests.stream().map(CapacityRequest::id).toList();
        return new Authority(delegations.mandate(account), repository.approvals(ids));
    }

    /** Those of the requests that wait for this person, in the same order. */
    List<CapacityRequest> waitingFor(Account account, List<CapacityRequest> requests) {
        Authority authority = authority(account, requests);
        return requests.stream()
                .filter(request -> authority.decider(request).isPresent())
                .toList();
    }

    /** @throws Refused 403 unless this person may decide the step that is next */
    Decider requireDecider(Account account, CapacityRequest request) {
        Authority authority = authority(account, List.of(request));
        return authority.decider(request).orElseThrow(() -> new Refused(authority.whyNot(request)));
    }

    /** Those who decide the step that is next in somebody's place today. */
    Set<String> standIns(CapacityRequest request) {
        return delegations.active().stream()
                .filter(delegation -> request.reviewer().includes(delegation.seat()))
                .map(Delegation::delegate)
                .collect(Collectors.toSet());
    }
}
