package io.headroom.fleet;

import io.headroom.planning.DrainEffect;
import io.headroom.planning.Effect;
import io.headroom.planning.EffectSentences;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What it would do, as {@code ?dryRun=true} answers it.
 *
 * @param sentence all of it for people
 * @param gpus how many GPUs would leave capacity, or come back
 * @param moves leases that would go on elsewhere, and by when
 * @param returns what leases would be asked to give back, and by when
 * @param starts requests that would start at another time
 * @param lookedUntil what happens from then on is not in it
 */
public record DrainEffectJson(
        String sentence,
        int gpus,
        List<DrainEffect.Move> moves,
        List<Effect.Return> returns,
        List<Effect.Start> starts,
        Instant lookedUntil) {
    static DrainEffectJson of(DrainEffect it) {
        String sentence = Stream.concat(
                        it.moves().stream().map(DrainEffect.Move::sentence),
                        Stream.of(new EffectSentences(it.effect()).all()))
                .collect(Collectors.joining(" "));
        return new DrainEffectJson(
                sentence,
                it.gpus(),
                it.moves(),
                it.effect().returns(),
                it.effect().starts(),
                it.effect().lookedUntil());
    }
}
