package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.delegation.Mandate;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which of some requests one person may decide. Everything it needs is read once, so a page can ask it of every row.
 *
 * @param mandate from whose seats they decide
 * @param given the answers the requests have got so far
 */
record Authority(Mandate mandate, Map<UUID, List<Approval>> given) {
    /** The answers a request has got so far, in order. */
    List<Approval> given(CapacityRequest request) {
        return given.getOrDefault(request.id(), List.of());
    }

    /** As whom this person may decide the step that is next; empty if they may not. */
    Optional<Decider> decider(CapacityRequest request) {
        if (request.reviewer() == null) return Optional.empty();
        Account own = mandate.own();
        return seats(request)
                .filter(seat -> objection(seat, request).isEmpty())
                .findFirst()
                .map(seat -> new Decider(own.username(), seat == own ? null : seat.username()));
    }

    /** Why they may not decide the step that is next. */
    Refusal whyNot(CapacityRequest request) {
        return seats(request)
                .<Refusal>flatMap(seat -> objection(seat, request).stream())
                .findFirst()
                .orElseGet(() -> new CommonRefusal.NotAllowed(
                        "decide this request", request.reviewer().title()));
    }

    private Stream<Account> seats(CapacityRequest request) {
        return mandate.seats().filter(request.reviewer()::includes);
    }

    /** Neither the person nor the one they stand in for may have asked, or have had a say in an earlier step. */
    private Optional<RequestRefusal> objection(Account seat, CapacityRequest request) {
        List<String> both = List.of(mandate.own().username(), seat.username());
        if (both.contains(request.requestedBy()))
            return Optional.of(new RequestRefusal.OwnRequest(request.requestedBy()));
        return given(request).stream()
                .flatMap(answer -> Stream.of(answer.actor(), answer.onBehalfOf()))
                .filter(who -> who != null && both.contains(who))
                .findFirst()
                .map(RequestRefusal.DecidedAStepBefore::new);
    }
}
