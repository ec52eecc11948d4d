package io.headroom.admin;

import io.headroom.allocator.TeamShare;
import io.headroom.planning.Effect;
import io.headroom.planning.EffectSentences;
import java.time.Instant;
import java.util.List;

/**
 * What an edit would do, as {@code ?dryRun=true} answers it.
 *
 * @param sentence all of it for people
 * @param shares those that change at once, before and after
 * @param returns what would have to go back because of it
 * @param starts requests that would start at another time because of it
 * @param lookedUntil what happens from then on is not in it; a day ahead, sooner if very much happens before
 */
public record EffectJson(
        String sentence,
        List<ShiftJson> shares,
        List<Effect.Return> returns,
        List<Effect.Start> starts,
        Instant lookedUntil) {
    /** One team's share of one flavor. */
    public record ShiftJson(String team, String flavor, int becomeBorrowed, ShareJson before, ShareJson after) {}

    /** GPUs by what they count as. */
    public record ShareJson(int nominal, int guaranteed, int held, int own, int borrowed, int lent) {
        static ShareJson of(TeamShare it) {
            return new ShareJson(it.nominal(), it.guaranteed(), it.held(), it.own(), it.borrowed(), it.lent());
        }
    }

    static EffectJson of(Effect effect) {
        return new EffectJson(
                new EffectSentences(effect).all(),
                effect.shifts().stream()
                        .map(it -> new ShiftJson(
                                it.after().team(),
                                it.after().flavor(),
                                it.becomeBorrowed(),
                                ShareJson.of(it.before()),
                                ShareJson.of(it.after())))
                        .toList(),
                effect.returns(),
                effect.starts(),
                effect.lookedUntil());
    }
}
