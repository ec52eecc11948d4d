package io.headroom.request;

import io.headroom.allocator.Decision;
import io.headroom.allocator.TeamShare;
import io.headroom.approval.Reviewer;
import io.headroom.approval.Verdict;
import io.headroom.planning.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What would happen to a request, as {@code ?dryRun=true} answers.
 *
 * @param decision {@code ADMIT} or {@code WAIT}
 * @param flavor the flavor it would get
 * @param gpus how many it would start with
 * @param own how many of these would be within the nominal quota
 * @param retryAt when it would be looked at again, if time alone changes what it may take
 * @param notice how soon borrowed GPUs would have to go back when their owner asks
 * @param verdict {@code APPROVE}: nobody has to decide; {@code REVIEW}; or {@code DENY}
 * @param approval who would decide, in order; empty if nobody would
 * @param before shares of the teams concerned, now
 * @param after their shares once the request holds its GPUs; empty while that is not known
 */
public record AssessmentJson(
        String decision,
        String flavor,
        int gpus,
        int own,
        int borrowed,
        Map<String, Integer> lenders,
        Duration notice,
        String waitReason,
        Instant estimatedStart,
        Instant retryAt,
        String sentence,
        List<AskedBack> askedBack,
        String verdict,
        List<String> approval,
        String approvalReason,
        List<TeamShare> before,
        List<TeamShare> after) {
    /** What another team would have to give back. */
    public record AskedBack(String team, int gpus, Instant deadline) {}

    static AssessmentJson of(Assessment assessment) {
        Outcome outcome = assessment.outcome();
        Decision.Admit admit = outcome.decision() instanceof Decision.Admit it ? it : null;
        Decision.Wait wait = outcome.decision() instanceof Decision.Wait it ? it : null;
        return new AssessmentJson(
                admit != null ? "ADMIT" : "WAIT",
                outcome.flavor(),
                outcome.gpus(),
                outcome.own(),
                outcome.borrowed(),
                admit == null ? Map.of() : admit.lenders(),
                outcome.borrowed() > 0 ? outcome.notice() : null,
                wait == null ? null : wait.reason().name(),
                wait == null ? null : wait.estimatedStart(),
                wait == null ? null : wait.retryAt(),
                outcome.decision().sentence(),
                outcome.reclaims().stream()
                        .map(it -> new AskedBack(it.team(), it.gpus(), it.deadline()))
                        .toList(),
                word(assessment.verdict()),
                assessment.verdict() instanceof Verdict.Review review
                        ? review.steps().stream().map(Reviewer::title).toList()
                        : List.of(),
                assessment.verdict().reason(),
                outcome.before(),
                outcome.after());
    }

    /** As programs read it. */
    static String word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.AutoApprove _ -> "APPROVE";
            case Verdict.Review _ -> "REVIEW";
            case Verdict.Deny _ -> "DENY";
        };
    }
}
