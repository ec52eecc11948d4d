package io.headroom.request;

import io.headroom.approval.Reviewer;
import io.headroom.approval.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * What would become of a lease, as {@code ?dryRun=true} answers. Absent values are left out.
 *
 * @param gpus how many GPUs it would ask for
 * @param verdict {@code APPROVE}: nobody has to decide; {@code REVIEW}; or {@code DENY}
 * @param approval who would decide, in order; empty if nobody has to
 * @param more how the GPUs that are added would be granted
 */
public record ChangeJson(
        int gpus,
        Instant endsAt,
        String sentence,
        String verdict,
        List<String> approval,
        String approvalReason,
        AssessmentJson more) {
    static ChangeJson of(Change change) {
        return new ChangeJson(
                change.gpus(),
                change.endsAt(),
                change.sentence(),
                AssessmentJson.word(change.verdict()),
                change.verdict() instanceof Verdict.Review review
                        ? review.steps().stream().map(Reviewer::title).toList()
                        : List.of(),
                change.verdict().reason(),
                change.more() == null ? null : AssessmentJson.of(change.more()));
    }
}
