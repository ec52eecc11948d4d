package io.headroom.delegation;

import io.headroom.account.Account;
import io.headroom.notification.People;
import io.headroom.platform.Audience;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Happened;
import io.headroom.platform.Journal;
import io.headroom.platform.Refused;
import io.headroom.platform.Signals;
import io.headroom.platform.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Naming those who decide in one's place, ending that, and who stands in for whom today. */
@ApplicationScoped
public class Delegations {
    private final DelegationRepository repository;
    private final People people;
    private final Journal journal;
    private final Signals signals;
    private final Clock clock;

    Delegations(DelegationRepository repository, People people, Journal journal, Signals signals, Clock clock) {
        this.repository = repository;
        this.people = people;
        this.journal = journal;
        this.signals = signals;
        this.clock = clock;
    }

    /** From whose seats this person decides today. */
    public Mandate mandate(Account account) {
        return new Mandate(
                account,
                repository.activeFor(account.username(), today()).stream()
                        .map(Delegation::seat)
                        .toList());
    }

    /** Every delegation that holds today. */
    public List<Delegation> active() {
        return repository.active(today());
    }

    /** Newest first: admins see all, others those by or for themselves. */
    public List<Delegation> list(Account account) {
        return account.admin() ? repository.all() : repository.concerning(account.username());
    }

    /** @throws Refused 404 if there is none, or the caller may not see it */
    public Delegation get(UUID id, Account account) {
        Delegation delegation = repository
                .find(id)
                .orElseThrow(() -> new Refused(new CommonRefusal.NotFound("delegation", id.toString())));
        if (!delegation.concerns(account))
            throw new Refused(CommonRefusal.NotFound.hidden("delegation", id.toString()));
        return delegation;
    }

    /** @throws Refused 403 unless the caller decides by a role of their own, 422 naming all that is wrong */
    @Transactional
    public Delegation delegate(DelegationInput input, Account account) {
        requireDecides(account);
        Delegation delegation = new DelegationParser(account, people::named, clock.instant()).parse(input);
        repository.lockDelegator(account.username());
        repository.overlapping(delegation).ifPresent(other -> {
            String rule = delegation.delegate() + " already decides in your place " + other.days()
                    + "; choose other days, or end that delegation";
            throw Refused.invalid("from", delegation.firstDay().toString(), rule);
        });
        Delegation made = repository.find(repository.insert(delegation)).orElseThrow();
        tell(null, made, account, "created", " decides in the place of " + made.delegator() + " " + made.days() + ".");
        return made;
    }

    /** @throws Refused 404 if the caller may not see it, 403 if it is neither theirs nor they an admin, 409 if it ended */
    @Transactional
    public Delegation end(UUID id, Account account) {
        Delegation delegation = get(id, account);
        if (!mayEnd(delegation, account))
            throw new Refused(new CommonRefusal.NotAllowed("end it", delegation.delegator() + " or a platform admin"));
        if (delegation.state(today()) == Delegation.State.ENDED || !repository.end(id, account.username(), now()))
            throw new Refused(new CommonRefusal.IllegalMove("delegation", "ENDED", "ended", List.of()));
        Delegation ended = repository.find(id).orElseThrow();
        tell(delegation, ended, account, "ended", " no longer decides in the place of " + ended.delegator() + ".");
        return ended;
    }

    /** Whether this person may end it, were it not over. */
    static boolean mayEnd(Delegation delegation, Account account) {
        return account.admin() || delegation.delegator().equals(account.username());
    }

    LocalDate today() {
        return LocalDate.ofInstant(now(), ZoneOffset.UTC);
    }

    /** What was delegated is not passed on: a delegate has nothing of their own to delegate. */
    private static void requireDecides(Account account) {
        if (!account.decides())
            throw new Refused(new CommonRefusal.NotAllowed("delegate decisions", "managers and admins"));
    }

    /** @param before null if there was none */
    private void tell(Delegation before, Delegation delegation, Account actor, String did, String sentence) {
        journal.tell(new Happened(
                now(),
                actor.username(),
                "delegation." + did,
                new Happened.Subject("delegation", delegation.id().toString(), null),
                Set.of(
                        new Audience.Person(delegation.delegator()),
                        new Audience.Person(delegation.delegate()),
                        new Audience.Admins()),
                before == null ? null : values(before),
                values(delegation),
                delegation.delegate() + sentence));
        signals.changed(Topic.REQUESTS);
    }

    private Map<String, Object> values(Delegation delegation) {
        return Map.of(
                "delegator", delegation.delegator(),
                "delegate", delegation.delegate(),
                "cohorts", delegation.cohorts(),
                "admin", delegation.admin(),
                "from", delegation.firstDay().toString(),
                "to", delegation.lastDay().toString(),
                "state", delegation.state(today()).name());
    }

    private Instant now() {
        return clock.instant();
    }
}
