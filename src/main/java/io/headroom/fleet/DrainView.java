package io.headroom.fleet;

import io.headroom.device.Device;
import io.headroom.device.Drain;
import io.headroom.device.DrainTarget;
import io.headroom.planning.DrainEffect;
import io.headroom.planning.EffectSentences;
import java.util.List;

/**
 * The page on which an admin looks before draining, or before taking back into use.
 *
 * @param drained how it is now, in a sentence, or null if it is in use
 * @param action where the form goes
 * @param drains whether the form drains; else it takes back into use
 * @param moves leases that go on elsewhere, and by when
 * @param returns who is asked for what by when
 * @param starts requests that start at another time
 */
public record DrainView(
        String name,
        String drained,
        String action,
        boolean drains,
        String summary,
        List<String> moves,
        List<String> returns,
        boolean calm,
        List<String> starts) {
    static DrainView of(DrainTarget target, List<Device> covered, Drain drain, DrainEffect effect) {
        Device first = covered.getFirst();
        String name =
                target instanceof DrainTarget.OfNode ? first.node() : "GPU " + first.index() + " of " + first.node();
        EffectSentences sentences = new EffectSentences(effect.effect());
        boolean drains = drain == null;
        String gpus = effect.gpus() == 1 ? "1 GPU " : effect.gpus() + " GPUs ";
        String verb = drains
                ? (effect.gpus() == 1 ? "leaves" : "leave") + " capacity."
                : (effect.gpus() == 1 ? "becomes" : "become") + " capacity again.";
        return new DrainView(
                name,
                drains ? null : drain.sentence(),
                DrainPages.path(target) + (drains ? "/drain" : "/undrain"),
                drains,
                gpus + verb,
                effect.moves().stream().map(DrainEffect.Move::sentence).toList(),
                sentences.returns(),
                effect.effect().returns().isEmpty(),
                sentences.starts());
    }
}
