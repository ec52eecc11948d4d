package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import io.headroom.platform.Signals;
import io.headroom.platform.Topic;
import io.headroom.platform.Version;
import io.headroom.request.Approval.Answer;
import io.headroom.request.RequestState.Action;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** Deciding on requests. The row is locked first, so that of two managers one decides and the other is told. */
@ApplicationScoped
public class Reviews {
    private static final int LONGEST_COMMENT = 500;

    private final RequestRepository repository;
    private final Deciders deciders;
    private final RequestActions actions;
    private final RequestHistory history;
    private final Lapsing lapsing;
    private final Signals signals;
    private final Clock clock;

    Reviews(
            RequestRepository repository,
            Deciders deciders,
            RequestActions actions,
            RequestHistory history,
            Lapsing lapsing,
            Signals signals,
            Clock clock) {
        this.repository = repository;
        this.deciders = deciders;
        this.actions = actions;
        this.history = history;
        this.lapsing = lapsing;
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
                        it -> allowed(it, account, authority.decider(it).isPresent(), clock.instant())));
    }

    /** @param decides whether they may decide the step that is next */
    static Set<Action> allowed(CapacityRequest request, Account account, boolean decides, Instant now) {
        Set<Action> allowed = EnumSet.noneOf(Action.class);
        if (request.late(now)) return allowed;
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
    public CapacityRequest approve(UUID id, Integer gpus, String comment, Account account, String ifMatch) {
        return inTime(id, () -> approve(turn(id, account, ifMatch, "approved"), gpus, comment));
    }

    private CapacityRequest approve(Turn turn, Integer gpus, String comment) {
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
        String actor = turn.decider().name();
        String sentence = sentence(turn, granted, comment);
        if (request.lastStep()) {
            UUID lease = actions.grant(request, granted, actor, sentence);
            repository.approved(request.id(), granted, lease, clock.instant());
            return moved(request, actor, "approved", sentence);
        }
        repository.nextStep(request.id());
        return moved(request, actor, "passed-on", sentence);
    }

    /** @throws Refused 404, 403, 409, 412, or 422 without a reason */
    public CapacityRequest deny(UUID id, String reason, Account account, String ifMatch) {
        return inTime(id, () -> {
            Turn turn = turn(id, account, ifMatch, "denied");
            if (reason == null || reason.isBlank())
                throw Refused.invalid("reason", reason, "say why; the team reads it");
            answer(turn, Answer.DENIED, null, reason);
            repository.closed(id, RequestState.DENIED, clock.instant());
            String what = RequestHistory.what(turn.request());
            String sentence = turn.decider().words() + " denied " + what + ": “" + reason.strip() + "”";
            return moved(turn.request(), account.username(), "denied", sentence);
        });
    }

    /** @throws Refused 404, 403, 409 or 412 */
    public CapacityRequest withdraw(UUID id, Account account, String ifMatch) {
        return inTime(id, () -> {
            CapacityRequest request = locked(id, account);
            if (!account.leads(request.team()))
                throw new Refused(new CommonRefusal.NotAllowed("withdraw", "leads of " + request.team()));
            requireDecidable(request, account, ifMatch, "withdrawn");
            repository.closed(id, RequestState.WITHDRAWN, clock.instant());
            String sentence = account.username() + " withdrew the request for " + RequestHistory.what(request) + ".";
            return moved(request, account.username(), "withdrawn", sentence);
        });
    }

    /**
     * Lets it lapse if it is late. Whoever comes too late finds it lapsed, also before the timer does: that is committed
     * before they are refused, or the refusal would undo it.
     */
    void settle(UUID id) {
        lapsing.settle(id, clock.instant());
    }

    /** A caller with a transaction of its own has settled before it: nobody waits for a connection holding one. */
    private CapacityRequest inTime(UUID id, Callable<CapacityRequest> move) {
        if (!QuarkusTransaction.isActive()) settle(id);
        return QuarkusTransaction.joiningExisting().call(move);
    }

    private CapacityRequest moved(CapacityRequest before, String actor, String did, String sentence) {
        CapacityRequest after = repository.find(before.id()).orElseThrow();
        history.moved(before, after, actor, did, sentence);
        signals.changed(Topic.REQUESTS);
        return after;
    }

    /** A request that is locked, and who decides its next step. */
    private record Turn(CapacityRequest request, Decider decider) {}

    private Turn turn(UUID id, Account account, String ifMatch, String move) {
        CapacityRequest request = locked(id, account);
        requireDecidable(request, account, ifMatch, move);
        return new Turn(request, deciders.requireDecider(account, request));
    }

    private CapacityRequest locked(UUID id, Account account) {
        CapacityRequest request = repository
                .lock(id)
                .orElseThrow(() -> new Refused(new CommonRefusal.NotFound("request", id.toString())));
        deciders.requireSees(account, request.team(), "request", id.toString());
        return request;
    }

    private void requireDecidable(CapacityRequest request, Account account, String ifMatch, String move) {
        // Time made the last version of what lapsed: nobody's change that the caller should look at first.
        if (request.state() != RequestState.LAPSED) Version.check("request", ifMatch, request.version());
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
