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
 * @param policyError what was wrong with the policy, for admins; or null
 * @param next who decides next, or null
 * @param escalated whether it waits although the admins were told of it, at {@code escalatedAt}
 * @param onBehalfOf in whose place the reader would decide, or null
 * @param became what became of it, in a sentence
 * @param mostGpus how many the next step may approve
 * @param quota the ask against the team's quota, {@code use} what the team does with what it holds, {@code wouldLose} who
 *     would lose by it, {@code bars} shares before and after: for the decider, else null or empty
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
        String policyError,
        String preview,
        String next,
        boolean escalated,
        When escalatedAt,
        String onBehalfOf,
        String became,
        List<Answer> answers,
        String lease,
        int mostGpus,
        boolean extension,
        String quota,
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
    record Parts(List<Approval> approvals, Reader reader, Considered considered, Instant now) {}

    /**
     * Who reads it.
     *
     * @param decider as whom they would decide, or null if they may not
     * @param seesLease whether they see its lease too; who only stands in for somebody does not
     * @param policyError what was wrong with the policy, if they may know and something was
     */
    record Reader(Set<RequestState.Action> allowed, Decider decider, boolean seesLease, String policyError) {}

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
                parts.reader().policyError(),
                request.preview(),
                request.reviewer() == null ? null : request.reviewer().title(),
                request.escalatedAt() != null && request.state() == RequestState.IN_REVIEW,
                When.of(request.escalatedAt(), parts.now()),
                parts.reader().decider() == null
                        ? null
                        : parts.reader().decider().onBehalfOf(),
                became(request, parts.approvals()),
                parts.approvals().stream()
                        .map(approval -> answer(approval, parts.now()))
                        .toList(),
                request.lease() == null || !parts.reader().seesLease()
                        ? null
                        : request.lease().toString(),
                parts.approvals().stream()
                        .filter(approval -> approval.gpus() != null)
                        .mapToInt(Approval::gpus)
                        .min()
                        .orElse(request.gpus()),
                request.type() == RequestType.EXTEND,
                parts.considered().quota(),
                parts.considered().use(),
                parts.considered().wouldLose(),
                parts.considered().bars(),
                parts.reader().allowed().contains(RequestState.Action.APPROVE),
                parts.reader().allowed().contains(RequestState.Action.DENY),
                parts.reader().allowed().contains(RequestState.Action.WITHDRAW),
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
        return new Answer(approval.headline(), approval.comment(), When.of(approval.at(), now));
    }

    private static String denial(Approval denial) {
        return denial.headline() + ": “" + denial.comment() + "”";
    }

    private static String became(CapacityRequest request, List<Approval> approvals) {
        return switch (request.state()) {
            case SUBMITTED -> "Handed in.";
            case IN_REVIEW -> "Waits for " + request.reviewer().title() + ".";
            case APPROVED -> request.grantedGpus() + " of " + request.gpus() + " GPUs approved.";
            case DENIED -> approvals.isEmpty() ? "Denied by the policy." : denial(approvals.getLast());
            case WITHDRAWN -> "Withdrawn by the team that asked.";
            case LAPSED -> "Lapsed: nobody decided in time.";
        };
    }
}
