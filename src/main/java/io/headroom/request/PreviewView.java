package io.headroom.request;

import io.headroom.allocator.Decision;
import io.headroom.allocator.TeamShare;
import io.headroom.approval.Reviewer;
import io.headroom.approval.Verdict;
import io.headroom.lease.OpenLoan;
import io.headroom.planning.Outcome;
import io.headroom.planning.ShareBar;
import io.headroom.platform.FieldError;
import io.headroom.platform.When;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The right half of the request form: what would happen, before anything is sent.
 *
 * @param say the answer in a sentence
 * @param sub why
 * @param kept that it cannot be taken back, or null if it can
 * @param approval who must approve, or null if nobody
 * @param avoid what would avoid the approval, or null
 * @param errors what is missing or wrong; then the rest is empty
 */
record PreviewView(
        String say,
        String sub,
        String own,
        String borrowed,
        String quota,
        String kept,
        String approval,
        String approvalReason,
        String avoid,
        List<Alternatives.OtherFlavor> others,
        List<Figure> bars,
        List<FieldError> errors) {
    /** One bar with its caption. */
    record Figure(String team, String when, ShareBar bar) {}

    static PreviewView of(List<FieldError> errors) {
        return new PreviewView(
                "Not ready to send yet.", null, null, null, null, null, null, null, null, List.of(), List.of(), errors);
    }

    /** What the answer is made of. */
    record Parts(Ask ask, Assessment assessment, String avoid, List<Alternatives.OtherFlavor> others, Instant now) {}

    static PreviewView of(Parts parts) {
        Ask ask = parts.ask();
        Outcome outcome = parts.assessment().outcome();
        TeamShare mine = outcome.before().stream()
                .filter(share -> share.team().equals(ask.team()))
                .findFirst()
                .orElseThrow();
        Verdict verdict = parts.assessment().verdict();
        return new PreviewView(
                new Forecast(ask, outcome, mine.nominal(), parts.now()).say(),
                outcome.decision().sentence(),
                own(outcome),
                borrowed(outcome),
                mine.nominal() + " " + outcome.flavor() + ", " + mine.held() + " held, " + mine.free() + " free, "
                        + mine.lent() + " lent",
                ask.profile().reclaimable() ? null : "never; in return it stays within your quota",
                approval(verdict),
                verdict.reason(),
                parts.avoid(),
                parts.others(),
                figures(outcome),
                List.of());
    }

    private static String approval(Verdict verdict) {
        return switch (verdict) {
            case Verdict.AutoApprove _ -> null;
            case Verdict.Review review ->
                review.steps().stream().map(Reviewer::title).collect(Collectors.joining(", then "));
            case Verdict.Deny _ -> "nobody can: the policy denies it";
        };
    }

    private static String own(Outcome outcome) {
        if (outcome.own() == 0) return "none";
        int home = outcome.reclaims().stream().mapToInt(Decision.Reclaim::gpus).sum();
        if (home == 0) return Integer.toString(outcome.own());
        Map<String, Integer> from = new TreeMap<>();
        outcome.reclaims().forEach(reclaim -> from.merge(reclaim.team(), reclaim.gpus(), Integer::sum));
        return outcome.own() + "; called home: "
                + from.entrySet().stream()
                        .map(it -> it.getValue() + " from " + it.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static String borrowed(Outcome outcome) {
        if (outcome.borrowed() == 0) return "none";
        Map<String, Integer> lenders =
                outcome.decision() instanceof Decision.Admit admit ? new TreeMap<>(admit.lenders()) : Map.of();
        String from = lenders.entrySet().stream()
                .map(it -> OpenLoan.name(it.getKey()) + (lenders.size() > 1 ? " (" + it.getValue() + ")" : ""))
                .collect(Collectors.joining(", "));
        return outcome.borrowed() + (from.isEmpty() ? "" : " from " + from) + "; returnable on "
                + When.length(outcome.notice()) + " notice";
    }

    /** The bars of those concerned, now and then. */
    static List<Figure> figures(Outcome outcome) {
        return figures(outcome.before(), outcome.after(), "now", "then");
    }

    /** The bars of the same teams twice, on one scale; {@code after} may be empty. */
    static List<Figure> figures(List<TeamShare> before, List<TeamShare> after, String was, String is) {
        int scale = Stream.concat(before.stream(), after.stream())
                .mapToInt(share -> share.own() + share.borrowed() + share.lent() + share.free())
                .max()
                .orElse(1);
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            figures.add(figure(before.get(i), was, scale));
            if (i < after.size()) figures.add(figure(after.get(i), is, scale));
        }
        return figures;
    }

    private static Figure figure(TeamShare share, String when, int scale) {
        return new Figure(share.team(), when, ShareBar.of(share.team(), List.of(share), scale));
    }
}
