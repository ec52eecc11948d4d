package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.allocator.Choice;
import io.headroom.allocator.Range;
import io.headroom.approval.Reviewer;
import io.headroom.approval.Verdict;
import io.headroom.lease.Lease;
import io.headroom.lease.More;
import io.headroom.lease.NewLease;
import io.headroom.platform.When;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Requests as they are handed in, and the leases that an approval makes of them. */
final class Drafts {
    private Drafts() {}

    /** By whom and when, and what the policy said. */
    record Handed(Judgement judgement, Account account, Instant now) {
        private boolean granted() {
            return judgement.approved();
        }

        private RequestState state() {
            return switch (judgement.verdict()) {
                case Verdict.AutoApprove _ -> RequestState.APPROVED;
                case Verdict.Review _ -> RequestState.IN_REVIEW;
                case Verdict.Deny _ -> RequestState.DENIED;
            };
        }

        private Instant decidedAt() {
            return judgement.verdict() instanceof Verdict.Review ? null : now;
        }

        private List<String> steps() {
            return switch (judgement.verdict()) {
                case Verdict.AutoApprove _, Verdict.Deny _ -> List.of();
                case Verdict.Review review ->
                    review.steps().stream().map(Reviewer::code).toList();
            };
        }
    }

    /**
     * What was known of a request when it was handed in.
     *
     * @param lease what it was granted at once, or is asked for; or null
     */
    record Outlook(int borrowed, String preview, UUID lease) {}

    static CapacityRequest request(Ask ask, Handed handed, Outlook outlook) {
        return draft(RequestType.NEW, ask, handed, outlook, Sizes.NONE);
    }

    static CapacityRequest extension(Lease lease, Duration by, String purpose, Handed handed) {
        Ask kept = new Ask(
                lease.team(),
                Choice.of(lease.flavor()),
                lease.claim(),
                Range.exactly(lease.claim()),
                lease.profile(),
                purpose,
                by,
                null,
                null);
        Outlook outlook = new Outlook(0, "Extends the lease by " + When.length(by) + ".", lease.id());
        return draft(RequestType.EXTEND, kept, handed, outlook, Sizes.NONE);
    }

    /** @param ask what more GPUs are judged as */
    static CapacityRequest resize(Resize resize, Ask ask, Handed handed, Outlook outlook) {
        Lease lease = resize.lease();
        Ask changed = new Ask(
                ask.team(),
                ask.choice(),
                resize.by(),
                new Range(resize.by(), resize.by(), lease.stepGpus()),
                ask.profile(),
                ask.purpose(),
                ask.term(),
                ask.startsAt(),
                // The lease's end, whenever that is: an extension may move it meanwhile.
                lease.phase().isQueued() ? ask.endsAt() : null);
        return draft(RequestType.RESIZE, changed, handed, outlook, new Sizes(resize.from(), resize.to()));
    }

    /** Of a resize, the lease's size and the one it is to have; else null. */
    private record Sizes(Integer from, Integer to) {
        static final Sizes NONE = new Sizes(null, null);
    }

    private static CapacityRequest draft(RequestType type, Ask ask, Handed handed, Outlook outlook, Sizes sizes) {
        return new CapacityRequest(
                null,
                type,
                ask.team(),
                ask.flavor(),
                ask.choice().flavors(),
                ask.choice().policy(),
                ask.kind(),
                ask.profile().priority(),
                ask.profile().reclaimable(),
                ask.purpose(),
                ask.gpus(),
                ask.range().min(),
                ask.range().max(),
                ask.range().step(),
                ask.term().toSeconds(),
                ask.startsAt(),
                ask.endsAt(),
                handed.state(),
                handed.account.username(),
                handed.now,
                handed.judgement.verdict().reason(),
                handed.steps(),
                0,
                outlook.borrowed,
                outlook.preview,
                handed.decidedAt(),
                handed.granted() ? ask.gpus() : null,
                outlook.lease,
                null,
                sizes.from,
                sizes.to,
                0);
    }

    /** What is granted of a request that nobody had to decide on. */
    static NewLease lease(Ask ask, Handed handed) {
        return new NewLease(
                ask.team(),
                ask.choice(),
                ask.profile(),
                ask.purpose(),
                handed.account.username(),
                ask.gpus(),
                ask.range(),
                ask.term(),
                handed.now,
                ask.startsAt(),
                ask.endsAt(),
                null);
    }

    /** What is granted of a request for more GPUs of which so many were approved. */
    static More more(CapacityRequest request, int gpus) {
        return new More(gpus, request.purpose(), request.requestedBy(), request.submittedAt());
    }

    /** What is granted of a request of which so many were approved. */
    static NewLease lease(CapacityRequest request, int gpus) {
        return new NewLease(
                request.team(),
                request.choice(),
                request.profile(),
                request.purpose(),
                request.requestedBy(),
                gpus,
                request.range(gpus),
                request.term(),
                request.submittedAt(),
                request.startsAt(),
                request.endsAt(),
                null);
    }
}
