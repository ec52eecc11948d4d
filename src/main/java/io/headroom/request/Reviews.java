package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.FieldError;
import io.headroom.platform.Refused;
import io.headroom.platform.Signals;
import io.headroom.platform.Topic;
import io.headroom.platform.Version;
import io.headroom.request.Approval.Answer;
import io.headroom.request.RequestState.Action;
import io.headroom.team.Access;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Deciding on requests. The row is locked first, so that of two managers one decides and the other is told. */
@ApplicationScoped
public class Reviews {
    private static final int LONGEST_COMMENT = 500;

    /** The actor of what happens because time has passed. */
    static final String CLOCK = "clock";

    private final RequestRepository repository;
    private final Requests requests;
    private final RequestActions actions;
    private final Access access;
    private final RequestHistory history;
    private final Signals signals;
    private final Clock clock;

    Reviews(
            RequestRepository repository,
            Requests requests,
            RequestActions actions,
            Access access,
            RequestHistory history,
            Signals signals,
            Clock clock) {
        this.repository = repository;
        this.requests = requests;
        this.actions = actions;
        this.access = access;
        this.history = history;
        this.signals = signals;
        this.clock = clock;
    }

    /** What this caller may do to a request now. */
    public Set<Action> allowed(CapacityRequest request, Account account) {
        Set<Action> allowed = EnumSet.noneOf(Action.class);
        allowed.addAll(request.state().actions());
        if (!requests.decides(account, request)) allowed.removeAll(EnumSet.of(Action.APPROVE, Action.DENY));
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
        CapacityRequest request = decidable(id, account, ifMatch, "approved");
        int most = soFar(request);
        int granted = gpus == null ? most : gpus;
        if (granted < 1 || granted > most) throw invalid("gpus", String.valueOf(gpus), "must be from 1 to " + most);
        if (!request.works(granted))
            throw invalid("gpus", String.valueOf(gpus), "must be a size it can work with: " + request.sizes());
        if (request.type() == RequestType.EXTEND && granted < most)
            throw invalid("gpus", String.valueOf(gpus), "an extension is approved whole or not at all");
        answer(request, account, Answer.APPROVED, granted, comment);
        String sentence = sentence(request, granted, comment, account);
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
        CapacityRequest request = decidable(id, account, ifMatch, "denied");
        if (reason == null || reason.isBlank()) throw invalid("reason", reason, "say why; the team reads it");
        answer(request, account, Answer.DENIED, null, reason);
        repository.closed(id, RequestState.DENIED, clock.instant());
        String sentence = account.username() + " denied " + RequestHistory.what(request) + ": “" + reason.strip() + "”";
        return moved(request, account.username(), "denied", sentence);
    }

    /** @throws Refused 404, 403, 409 or 412 */
    @Transactional
    public CapacityRequest withdraw(UUID id, Account account, String ifMatch) {
        CapacityRequest request = locked(id, account);
        access.requireLeads(account, request.team(), new Access.Deed("withdraw", "request", id.toString()));
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

    /** Undecided past its start, or its lease is over: it lapses. */
    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void lapse() {
        Instant now = clock.instant();
        List<CapacityRequest> overdue = repository.overdue(now);
        for (CapacityRequest request : overdue) {
            repository.closed(request.id(), RequestState.LAPSED, now);
            moved(
                    request,
                    CLOCK,
                    "lapsed",
                    "The request for " + RequestHistory.what(request) + " lapsed: nobody decided in time.");
        }
    }

    private CapacityRequest decidable(UUID id, Account account, String ifMatch, String move) {
        CapacityRequest request = locked(id, account);
        Version.check("request", ifMatch, request.version());
        requireInReview(request, account, move);
        if (!request.reviewer().includes(account))
            throw new Refused(new CommonRefusal.NotAllowed(
                    "decide this request", request.reviewer().title()));
        if (request.requestedBy().equals(account.username()))
            throw new Refused(new RequestRefusal.OwnRequest(account.username()));
        if (repository.approvals(id).stream()
                .anyMatch(approval -> approval.actor().equals(account.username())))
            throw new Refused(new RequestRefusal.DecidedAStepBefore(account.username()));
        return request;
    }

    private CapacityRequest locked(UUID id, Account account) {
        CapacityRequest request = repository
                .lock(id)
                .orElseThrow(() -> new Refused(new CommonRefusal.NotFound("request", id.toString())));
        access.requireSees(account, request.team(), "request", id.toString());
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

    private void answer(CapacityRequest request, Account account, Answer answer, Integer gpus, String comment) {
        String words = comment == null ? "" : comment.strip();
        if (words.length() > LONGEST_COMMENT)
            throw invalid(
                    answer == Answer.DENIED ? "reason" : "comment",
                    words,
                    "must be at most " + LONGEST_COMMENT + " characters");
        repository.add(new Approval(
                request.id(),
                request.step(),
                request.reviewer().code(),
                account.username(),
                answer,
                gpus,
                words,
                clock.instant()));
    }

    private static String sentence(CapacityRequest request, int granted, String comment, Account account) {
        String amount = granted == request.gpus() ? "all " + granted : granted + " of " + request.gpus();
        String words = comment == null || comment.isBlank() ? "" : " “" + comment.strip() + "”";
        return account.username() + " approved " + amount + " GPUs." + words;
    }

    private static Refused invalid(String field, String value, String rule) {
        return new Refused(new CommonRefusal.Invalid(List.of(new FieldError(field, value, rule))));
    }
}
