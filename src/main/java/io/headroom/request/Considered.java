package io.headroom.request;

import io.headroom.allocator.Decision;
import io.headroom.allocator.ReclaimReason;
import io.headroom.allocator.TeamShare;
import io.headroom.planning.EffectSentences;
import io.headroom.planning.LaterEffect;
import io.headroom.planning.Moment;
import io.headroom.planning.Outcome;
import io.headroom.platform.When;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What a decider wants to know of a request before they answer.
 *
 * @param quota the ask against its team's quota
 * @param use what the team does with what it holds
 * @param wouldLose who would lose by it: who gives back, who starts later, who lends
 * @param bars shares of those concerned before and after
 */
record Considered(String quota, String use, String wouldLose, List<PreviewView.Figure> bars) {
    static final Considered NOTHING = new Considered(null, null, null, List.of());

    /**
     * @param moment the world it is looked at in
     * @param use the part of its GPU time the team used lately, or null if that is not known
     */
    static Considered of(CapacityRequest request, Moment moment, Double use) {
        String used = use == null ? "not known" : Math.round(use * 100) + " % of held GPU time busy over 7 days";
        String quota = quota(request, moment.share(request.team(), request.flavor()));
        if (request.type() == RequestType.EXTEND)
            return moment.extending(request.lease().toString(), request.term())
                    .map(effect -> new Considered(quota, used, losers(effect, "goes on lending"), figures(effect)))
                    .orElse(new Considered(quota, used, "nobody: the lease holds nothing now", List.of()));
        var asked = request.ask().waiting(moment.now());
        Outcome outcome = moment.granting(asked);
        if (!outcome.after().isEmpty())
            return new Considered(quota, used, losers(outcome), PreviewView.figures(outcome));
        LaterEffect effect = moment.queueing(asked);
        return new Considered(quota, used, losers(effect, "lends"), figures(effect));
    }

    /** For people: {@code holds 6 of a quota of 8 h100-80gb; would hold 10, 2 above it}. */
    private static String quota(CapacityRequest request, TeamShare share) {
        boolean longer = request.type() == RequestType.EXTEND;
        int then = longer ? share.held() : share.held() + request.gpus();
        int above = Math.max(0, then - share.nominal());
        String holds = "holds " + share.held() + " of a quota of " + share.nominal() + " " + share.flavor() + "; ";
        String wants = longer ? "keeps " + request.gpus() + " of them" : "would hold " + then;
        return holds
                + wants
                + (above == 0
                        ? ", none above it"
                        : longer ? " while " + above + " are above it" : ", " + above + " above it");
    }

    private static String losers(Outcome outcome) {
        List<String> losses = new ArrayList<>();
        outcome.reclaims().forEach(it -> losses.add(loses(it)));
        if (losses.isEmpty()) losses.add("nobody has to give back");
        if (outcome.decision() instanceof Decision.Admit admit)
            new TreeMap<>(admit.lenders()).forEach((team, gpus) -> losses.add(lends(team, "lends", gpus)));
        return String.join("; ", losses);
    }

    private static String losers(LaterEffect later, String lending) {
        EffectSentences sentences = new EffectSentences(later.effect());
        List<String> losses = new ArrayList<>(sentences.losses());
        if (losses.isEmpty()) losses.add("Nobody " + sentences.ahead() + ".");
        for (int i = 0; i < later.before().size(); i++) {
            TeamShare after = later.after().get(i);
            int more = after.lent() - later.before().get(i).lent();
            if (more > 0) losses.add(lends(after.team(), lending, more) + ".");
        }
        return String.join(" ", losses);
    }

    private static String lends(String team, String how, int gpus) {
        return (team.isEmpty() ? "the shared pool" : team) + " " + how + " " + gpus;
    }

    private static List<PreviewView.Figure> figures(LaterEffect later) {
        if (later.at() == null) return List.of();
        String then = When.spoken(later.at());
        return PreviewView.figures(later.before(), later.after(), then + ", without this", then + ", with this");
    }

    private static String loses(Decision.Reclaim reclaim) {
        return reclaim.reason() == ReclaimReason.IDLE
                ? reclaim.team() + " lends " + reclaim.gpus() + " that are idle"
                : reclaim.team() + " gives back " + reclaim.gpus();
    }
}
