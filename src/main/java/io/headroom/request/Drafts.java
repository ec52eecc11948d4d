package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.allocator.FlavorPolicy;
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
     * @param lease what it was granted at once, or null
     */
    record Outlook(int borrowed, String preview, UUID lease) {}

    static CapacityRequest request(Ask ask, Handed handed, Outlook outlook) {
        return new CapacityRequest(
                null,
                RequestType.NEW,
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
                null,
                null,
                0);
    }

    static CapacityRequest extension(Lease lease, Duration by, String purpose, Handed handed) {
        return new CapacityRequest(
                null,
                RequestType.EXTEND,
                lease.team(),
                lease.flavor(),
                List.of(lease.flavor()),
                FlavorPolicy.PREFER_STARTING,
                lease.kind(),
                lease.priority(),
                lease.reclaimable(),
                purpose,
                lease.held(),
                lease.held(),
                lease.held(),
                1,
                by.toSeconds(),
                null,
                null,
                handed.state(),
                handed.account.username(),
                handed.now,
                handed.judgement.verdict().reason(),
                handed.steps(),
                0,
                0,
                "Extends the lease by " + When.length(by) + ".",
                handed.decidedAt(),
                handed.granted() ? lease.held() : null,
                lease.id(),
                null,
                null,
                null,
                0);
    }

    /** @param ask what more GPUs are judged as */
    static CapacityRequest resize(Resize resize, Ask ask, Handed handed, Outlook outlook) {
        Lease lease = resize.lease();
        return new CapacityRequest(
                null,
                RequestType.RESIZE,
                lease.team(),
                ask.flavor(),
                ask.choice().flavors(),
                ask.choice().policy(),
                lease.kind(),
                lease.priority(),
                lease.reclaimable(),
                resize.purpose(),
                resize.by(),
                resize.by(),
                resize.by(),
                lease.stepGpus(),
                ask.term().toSeconds(),
                ask.startsAt(),
                // The lease's end, whenever that is: an extension may move it meanwhile.
                resize.lease().phase().holds() ? null : ask.endsAt(),
                handed.state(),
                handed.account.username(),
                handed.now,
                handed.judgement.verdict().reason(),
                handed.steps(),
                0,
                outlook.borrowed,
                outlook.preview,
                handed.decidedAt(),
                handed.granted() ? resize.by() : null,
                lease.id(),
                null,
                resize.from(),
                resize.to(),
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
