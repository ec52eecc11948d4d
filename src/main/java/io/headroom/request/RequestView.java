package io.headroom.request;

import io.headroom.lease.Wishes;
import io.headroom.platform.When;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One request as its team and its deciders read it.
 *
 * @param headline what is asked, in a sentence
 * @param sizes the sizes it works with, {@code otherFlavors} and {@code standing} what else it said; or null
 * @param next who decides next, or null
 * @param mostGpus how many the next step may approve
 * @param use what the team does with what it holds, for the decider
 * @param wouldLose who would have to give back, or null
 */
record RequestView(
        String id,
        String headline,
        String team,
        String flavor,
        String kind,
        String purpose,
        String requestedBy,
        int gpus,
        Integer grantedGpus,
        String sizes,
        String otherFlavors,
        String standing,
        String term,
        When starts,
        When submitted,
        When decided,
        String state,
        String stateCss,
        String verdict,
        String preview,
        String next,
        List<Answer> answers,
        String lease,
        int mostGpus,
        boolean extension,
        String use,
        String wouldLose,
        List<PreviewView.Figure> bars,
        boolean canApprove,
        boolean canDeny,
        boolean canWithdraw,
        int version) {
    /** What somebody answered. */
    record Answer(String headline, String comment, When at) {}

    /** What the view needs beside the request. */
    record Parts(
            List<Approval> approvals,
            Set<RequestState.Action> allowed,
            String use,
            String wouldLose,
            List<PreviewView.Figure> bars,
            Instant now) {}

    static RequestView of(CapacityRequest request, Parts parts) {
        return new RequestView(
                request.id().toString(),
                headline(request),
                request.team(),
                request.flavor(),
                request.kind().name().toLowerCase(Locale.ROOT),
                request.purpose(),
                request.requestedBy(),
                request.gpus(),
                request.grantedGpus(),
                Wishes.sizes(request.range()),
                Wishes.otherFlavors(request.choice()),
                Wishes.standing(request.profile()),
                When.length(request.term()),
                When.of(request.startsAt(), parts.now()),
                When.of(request.submittedAt(), parts.now()),
                When.of(request.decidedAt(), parts.now()),
                request.state().text(),
                request.state().css(),
                request.verdict(),
                request.preview(),
                request.reviewer() == null ? null : request.reviewer().title(),
                parts.approvals().stream()
                        .map(approval -> answer(approval, parts.now()))
                        .toList(),
                request.lease() == null ? null : request.lease().toString(),
                parts.approvals().stream()
                        .filter(approval -> approval.gpus() != null)
                        .mapToInt(Approval::gpus)
                        .min()
                        .orElse(request.gpus()),
                request.type() == RequestType.EXTEND,
                parts.use(),
                parts.wouldLose(),
                parts.bars(),
                parts.allowed().contains(RequestState.Action.APPROVE),
                parts.allowed().contains(RequestState.Action.DENY),
                parts.allowed().contains(RequestState.Action.WITHDRAW),
                request.version());
    }

    static String headline(CapacityRequest request) {
        return switch (request.type()) {
            case NEW ->
                request.team() + " asks for " + request.gpus() + " " + request.flavor() + " for "
                        + When.length(request.term());
            case EXTEND ->
                request.team() + " asks to keep " + request.gpus() + " " + request.flavor() + " for "
                        + When.length(request.term()) + " longer";
            case RESIZE ->
                request.team() + " asks to resize a lease from " + request.resizeFrom() + " to " + request.resizeTo()
                        + " " + request.flavor();
        };
    }

    private static Answer answer(Approval approval, Instant now) {
        String headline =
                switch (approval.answer()) {
                    case APPROVED -> approval.actor() + " approved " + approval.gpus() + " GPUs";
                    case DENIED -> approval.actor() + " denied it";
                };
        return new Answer(headline, approval.comment(), When.of(approval.at(), now));
    }
}
