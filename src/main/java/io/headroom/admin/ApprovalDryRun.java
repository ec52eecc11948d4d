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
 * force and by the others, over what the policy looked at when it was handed in. All of them count; the first few of each
 * kind are listed.
 */
final class ApprovalDryRun {
    static final int LISTED = 200;

    private final RuleSet inForce;
    private final RuleSet other;
    private final Map<String, Integer> matches = new LinkedHashMap<>();
    private final Listed<Otherwise> otherwise = new Listed<>();
    private final Listed<Failed> failed = new Listed<>();
    private int requests;

    ApprovalDryRun(RuleSet inForce, RuleSet other) {
        this.inForce = inForce;
        this.other = other;
        other.rules().forEach(rule -> matches.put(rule.name(), 0));
    }

    /** One that would be decided otherwise, and why. */
    record Otherwise(CapacityRequest request, String before, String after, String reason) {}

    /** One of which a rule could not be computed; people would decide it. */
    record Failed(CapacityRequest request, String error) {}

    /** So many, of which the first are kept. */
    static final class Listed<T> {
        private final List<T> first = new ArrayList<>();
        private int count;

        private void add(T one) {
            if (count++ < LISTED) first.add(one);
        }

        int count() {
            return count;
        }

        List<T> first() {
            return first;
        }
    }

    /** Judges one more. */
    void add(Judged judged) {
        requests++;
        Facts facts = judged.facts();
        RuleSet.Answer answer = other.answer(facts);
        if (answer.error() == null) matches.merge(answer.rule() == null ? "" : answer.rule(), 1, Integer::sum);
        else failed.add(new Failed(judged.request(), answer.error()));
        String before = said(inForce.answer(facts).verdict());
        String after = said(answer.verdict());
        if (!before.equals(after))
            otherwise.add(new Otherwise(
                    judged.request(), before, after, answer.verdict().reason()));
    }

    /** How many were looked at. */
    int requests() {
        return requests;
    }

    /** Those that would be decided otherwise, newest first. */
    Listed<Otherwise> otherwise() {
        return otherwise;
    }

    /** Those of which a rule failed, newest first. */
    Listed<Failed> failed() {
        return failed;
    }

    /** By rule, how many it would decide; {@code ""} for those that no rule does. */
    Map<String, Integer> matches() {
        return matches;
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
