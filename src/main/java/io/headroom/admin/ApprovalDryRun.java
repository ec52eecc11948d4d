package io.headroom.admin;

import io.headroom.approval.Facts;
import io.headroom.approval.Reviewer;
import io.headroom.approval.RuleSet;
import io.headroom.approval.Verdict;
import io.headroom.request.CapacityRequest;
import io.headroom.request.Judged;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The requests of the past under other rules: who would have been decided otherwise. Each is judged again by the rules in
 * force and by the others, over what the policy looked at when it was handed in.
 *
 * @param requests how many were looked at
 * @param otherwise those that would be decided otherwise, newest first
 * @param matches by rule, how many it would decide; {@code ""} for those that no rule does
 */
record ApprovalDryRun(int requests, List<Otherwise> otherwise, Map<String, Integer> matches) {
    /** One that would be decided otherwise, and why. */
    record Otherwise(CapacityRequest request, String before, String after, String reason) {}

    static ApprovalDryRun of(List<Judged> requests, RuleSet inForce, RuleSet other) {
        List<Otherwise> otherwise = new ArrayList<>();
        Map<String, Integer> matches = new LinkedHashMap<>();
        other.rules().forEach(rule -> matches.put(rule.name(), 0));
        for (Judged judged : requests) {
            Facts facts = judged.facts();
            RuleSet.Answer answer = other.answer(facts);
            matches.merge(answer.rule() == null ? "" : answer.rule(), 1, Integer::sum);
            String before = said(inForce.answer(facts).verdict());
            String after = said(answer.verdict());
            if (!before.equals(after))
                otherwise.add(new Otherwise(
                        judged.request(), before, after, answer.verdict().reason()));
        }
        return new ApprovalDryRun(requests.size(), otherwise, matches);
    }

    private static String said(Verdict verdict) {
        return switch (verdict) {
            case Verdict.AutoApprove _ -> "approved at once";
            case Verdict.Deny _ -> "denied";
            case Verdict.Review review ->
                review.steps().stream().map(Reviewer::title).collect(Collectors.joining(", then ", "decided by ", ""));
        };
    }
}
