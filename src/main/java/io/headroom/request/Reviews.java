package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Happened;
import io.headroom.platform.Refused;
import io.headroom.platform.Signals;
import io.headroom.platform.Topic;
import io.headroom.platform.Version;
import io.headroom.request.Approval.Answer;
import io.headroom.request.RequestState.Action;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Deciding on requests. The row is locked first, so that of two managers one decides and the other is told. */
@ApplicationScoped
public class Reviews {
    private static final Logger LOG = Logger.getLogger(Reviews.class);
    private static final int LONGEST_COMMENT = 500;

    private final RequestRepository repository;
    private final Deciders deciders;
    private final RequestActions actions;
    private final RequestHistory history;
    private final Signals signals;
    private final Clock clock;

    Reviews(
            RequestRepository repository,
            Deciders deciders,
            RequestActions actions,
            RequestHistory history,
            Signals signals,
            Clock clock) {
        this.repository = repository;
        this.deciders = deciders;
        this.actions = actions;
        this.history = history;
        this.signals = signals;
        this.clock = clock;
    }

    /** What this caller may do to a request now. */
    public Set<Action> allowed(CapacityRequest request, Account account) {
        return allowed(List.of(request), account).get(request.id());
    }

    /** What this caller may do to each of these requests now. */
    Map<UUID, Set<Action>> allowed(List<CapacityRequest> requests, Account account) {
        Authority authority = deciders.authority(account, requests);
        return requests.stream()
                .collect(Collectors.toMap(
                        CapacityRequest::id,
                        it -> allowed(it, account, authority.decider(it).isPresent())));
    }

    /** @param decides whether they may decide the step that is next */
    static Set<Action> allowed(CapacityRequest request, Account account, boolean decides) {
        Set<Action> allowed = EnumSet.noneOf(Action.class);
        allowed.addAll(request.state().actions());
        if (!decides) allowed.removeAll(EnumSet.of(Action.APPROVE, Action.DENY));
        if (!account.leads(request.team())) allowed.remove(Action.WITHDRAW);
        return allowed;
    }

    /**
     * Approves the step that is next, for all of the GPUs or fewer.
     *
     * @param gpus how many, or null for all that were asked (or approved by the step before)
     * @throws Refused 404, 403, 409, 412 or 422
     */
    @Transactional
    public CapacityRequest approve(UUID id, Integer gpus, String comment, Account account, String ifMatch) {
        Turn turn = turn(id, account, ifMatch, "approved");
        CapacityRequest request = turn.request();
        int most = soFar(request);
        int granted = gpus == null ? most : gpus;
        if (granted < 1 || granted > most)
            throw Refused.invalid("gpus", String.valueOf(gpus), "must be from 1 to " + most);
        if (!request.works(granted))
            throw Refused.invalid("gpus", String.valueOf(gpus), "must be a size it can work with: " + request.sizes());
        if (request.type() == RequestType.EXTEND && granted < most)
            throw Refused.invalid("gpus", String.valueOf(gpus), "an extension is approved whole or not at all");
        answer(turn, Answer.APPROVED, granted, comment);
        String sentence = sentence(turn, granted, comment);
        if (request.lastStep()) {
            UUID lease = actions.grant(request, granted, account.username(), sentence);
            repository.approved(id, granted, lease, clock.instant());
            return moved(request, account.username(), "approved", sentence);
        }
        repository.nextStep(id);
        return moved(request, account.username(), "passed-on", sentence);
    }

    /** @throws Refused 404, 403, 409, 412, or 422 without a reason */
    @Transactional
    public CapacityRequest deny(UUID id, String reason, Account account, String ifMatch) {
        Turn turn = turn(id, account, ifMatch, "denied");
        if (reason == null || reason.isBlank()) throw Refused.invalid("reason", reason, "say why; the team reads it");
        answer(turn, Answer.DENIED, null, reason);
        repository.closed(id, RequestState.DENIED, clock.instant());
        String what = RequestHistory.what(turn.request());
        String sentence = turn.decider().words() + " denied " + what + ": “" + reason.strip() + "”";
        return moved(turn.request(), account.username(), "denied", sentence);
    }

    /** @throws Refused 404, 403, 409 or 412 */
    @Transactional
    public CapacityRequest withdraw(UUID id, Account account, String ifMatch) {
        CapacityRequest request = locked(id, account);
        if (!account.leads(request.team()))
            throw new Refused(new CommonRefusal.NotAllowed("withdraw", "leads of " + request.team()));
        Version.check("request", ifMatch, request.version());
        requireInReview(request, account, "withdrawn");
        repository.closed(id, RequestState.WITHDRAWN, clock.instant());
        String sentence = account.username() + " withdrew the request for " + RequestHistory.what(request) + ".";
        return moved(request, account.username(), "withdrawn", sentence);
    }

    private CapacityRequest moved(CapacityRequest before, String actor, String did, String sentence) {
        CapacityRequest after = repository.find(before.id()).orElseThrow();
        history.moved(before, after, actor, did, sentence);
        signals.changed(Topic.REQUESTS);
        return after;
    }

    /** Undecided past its start, or its lease is over: it lapses. Each is a transaction, so that none holds up another. */
    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void lapse() {
        for (CapacityRequest request : repository.overdue(clock.instant()))
            try {
                QuarkusTransaction.requiringNew().run(() -> lapseUnlessDecided(request.id()));
            } catch (RuntimeException e) {
                LOG.errorf(e, "request=%s: did not lapse", request.id());
            }
    }

    /** Somebody may have decided, or another replica may have done this, since it was found overdue. */
    void lapseUnlessDecided(UUID id) {
        repository
                .lock(id)
                .filter(request -> request.state() == RequestState.IN_REVIEW)
                .ifPresent(request -> {
                    repository.closed(id, RequestState.LAPSED, clock.instant());
                    String what = RequestHistory.what(request);
                    moved(
                            request,
                            Happened.CLOCK,
                            "lapsed",
                            "The request for " + what + " lapsed: nobody decided in time.");
                });
    }

    /** A request that is locked, and who decides its next step. */
    private record Turn(CapacityRequest request, Decider decider) {}

    private Turn turn(UUID id, Account account, String ifMatch, String move) {
        CapacityRequest request = locked(id, account);
        Version.check("request", ifMatch, request.version());
        requireInReview(request, account, move);
        return new Turn(request, deciders.requireDecider(account, request));
    }

    private CapacityRequest locked(UUID id, Account account) {
        CapacityRequest request = repository
                .lock(id)
                .orElseThrow(() -> new Refused(new CommonRefusal.NotFound("request", id.toString())));
        deciders.requireSees(account, request.team(), "request", id.toString());
        return request;
    }

    private void requireInReview(CapacityRequest request, Account account, String move) {
        if (request.state() == RequestState.IN_REVIEW) return;
        List<String> allowed =
                allowed(request, account).stream().map(Action::name).toList();
        throw new Refused(
                new CommonRefusal.IllegalMove("request", request.state().name(), move, allowed));
    }

    private int soFar(CapacityRequest request) {
        return repository.approvals(request.id()).stream()
                .mapToInt(Approval::gpus)
                .min()
                .orElse(request.gpus());
    }

    private void answer(Turn turn, Answer answer, Integer gpus, String comment) {
        String words = comment == null ? "" : comment.strip();
        if (words.length() > LONGEST_COMMENT)
            throw Refused.invalid(
                    answer == Answer.DENIED ? "reason" : "comment",
                    words,
                    "must be at most " + LONGEST_COMMENT + " characters");
        repository.add(new Approval(
                turn.request().id(),
                turn.request().step(),
                turn.request().reviewer().code(),
                turn.decider().name(),
                turn.decider().onBehalfOf(),
                answer,
                gpus,
                words,
                clock.instant()));
    }

    private static String sentence(Turn turn, int granted, String comment) {
        int asked = turn.request().gpus();
        String amount = granted == asked ? "all " + granted : granted + " of " + asked;
        String words = comment == null || comment.isBlank() ? "" : " “" + comment.strip() + "”";
        return turn.decider().words() + " approved " + amount + " GPUs." + words;
    }
}
