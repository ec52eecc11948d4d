package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.approval.Facts.Requester;
import io.headroom.lease.Lease;
import io.headroom.lease.LeaseActions;
import io.headroom.lease.Phase;
import io.headroom.platform.Refused;
import io.headroom.platform.Signals;
import io.headroom.platform.Topic;
import io.headroom.platform.When;
import io.headroom.request.IdempotencyKeys.Key;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Handing requests in. Each is one transaction; what needs no approval is in the queue when it commits. */
@ApplicationScoped
public class RequestActions {
    private final RequestRepository repository;
    private final Requests requests;
    private final IdempotencyKeys keys;
    private final LeaseActions leaseActions;
    private final JudgementRepository judgements;
    private final RequestHistory history;
    private final Signals signals;
    private final Clock clock;

    RequestActions(
            RequestRepository repository,
            Requests requests,
            IdempotencyKeys keys,
            LeaseActions leaseActions,
            JudgementRepository judgements,
            RequestHistory history,
            Signals signals,
            Clock clock) {
        this.repository = repository;
        this.requests = requests;
        this.keys = keys;
        this.leaseActions = leaseActions;
        this.judgements = judgements;
        this.history = history;
        this.signals = signals;
        this.clock = clock;
    }

    /** The request made before with this key, if the caller repeats itself. */
    public Optional<CapacityRequest> repeated(Account account, String key, Object body) {
        return keys.find(Key.of(account, key, body)).flatMap(repository::find);
    }

    /**
     * A request as it is handed in.
     *
     * @param key the caller's idempotency key, or null
     * @param body what the key stands for
     */
    public record Submission(Ask ask, Account account, String key, Object body) {}

    /**
     * Hands in a request. The same key and body again give the same request. One at a time per team: two asks that each
     * fit the quota alone are not both taken for own.
     */
    public CapacityRequest submit(Submission submission) {
        // Planned before the transaction: a plan takes a connection of its own, and nobody may wait for one holding
        // one.
        Assessment foreseen = requests.assess(submission.ask(), Requester.of(submission.account()));
        return QuarkusTransaction.requiringNew().call(() -> submit(submission, foreseen));
    }

    private CapacityRequest submit(Submission submission, Assessment foreseen) {
        Key key = Key.of(submission.account(), submission.key(), submission.body());
        keys.lock(key);
        Optional<UUID> before = keys.find(key);
        if (before.isPresent()) return repository.find(before.get()).orElseThrow();
        repository.lockTeam(submission.ask().team());
        Judgement judgement = requests.judge(submission.ask(), Requester.of(submission.account()), foreseen.lenders());
        Instant now = clock.instant();
        var handed = new Drafts.Handed(judgement, submission.account(), now);
        UUID lease = judgement.approved()
                ? leaseActions.create(
                        Drafts.lease(submission.ask(), handed),
                        "policy",
                        judgement.verdict().reason())
                : null;
        UUID id = repository.insert(Drafts.request(
                submission.ask(), handed, new Drafts.Outlook(judgement.borrowed(), foreseen.sentence(), lease)));
        keys.remember(key, id, now);
        return handedIn(id, judgement);
    }

    /** Asks for a later end of a lease, which the caller has locked and found extensible. */
    @Transactional
    CapacityRequest extend(Lease lease, Duration by, String purpose, Judgement judgement, Account account) {
        Instant now = clock.instant();
        UUID id = repository.insert(Drafts.extension(lease, by, purpose, new Drafts.Handed(judgement, account, now)));
        if (judgement.approved())
            leaseActions.extend(
                    lease.id(),
                    by,
                    account.username(),
                    extended(by, judgement.verdict().reason()));
        return handedIn(id, judgement);
    }

    /** @throws Refused 409 if the lease has no end yet or is over, or an extension of it is under review */
    void requireExtensible(Lease lease) {
        LeaseActions.requireAllows(lease, Phase.Action.EXTEND);
        repository.openExtension(lease.id()).ifPresent(open -> {
            throw new Refused(new RequestRefusal.AlreadyExtending(open.id().toString()));
        });
    }

    /** Tells of a request that was just written down. */
    CapacityRequest handedIn(UUID id, Judgement judgement) {
        judgements.keep(id, judgement);
        CapacityRequest request = repository.find(id).orElseThrow();
        history.submitted(request);
        signals.changed(Topic.REQUESTS);
        return request;
    }

    /** Turns an approved request into what it grants. */
    UUID grant(CapacityRequest request, int gpus, String actor, String sentence) {
        return switch (request.type()) {
            case NEW -> leaseActions.create(Drafts.lease(request, gpus), actor, sentence);
            case EXTEND -> {
                leaseActions.extend(request.lease(), request.term(), actor, extended(request.term(), sentence));
                yield request.lease();
            }
            case RESIZE -> {
                leaseActions.grow(request.lease(), Drafts.more(request, gpus), actor, sentence);
                yield request.lease();
            }
        };
    }

    private static String extended(Duration by, String why) {
        return "Extended by " + When.length(by) + ". " + why;
    }
}
