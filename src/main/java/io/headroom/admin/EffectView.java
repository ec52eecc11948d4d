package io.headroom.admin;

import io.headroom.allocator.TeamShare;
import io.headroom.planning.Effect;
import io.headroom.planning.EffectSentences;
import io.headroom.planning.ShareBar;
import io.headroom.platform.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The right half of a form: what saving it would do.
 *
 * @param say who would be over quota, and who no longer
 * @param returns who would have to give back what, when
 * @param calm whether nobody has to
 * @param figures the shares that change, now and then
 * @param errors what is wrong; then the rest is empty
 * @param apply what the button saves: exactly what was looked at; null if there is nothing to save
 */
public record EffectView(
        List<String> say,
        List<String> returns,
        boolean calm,
        List<String> starts,
        List<Figure> figures,
        List<FieldError> errors,
        Apply apply) {
    /** One bar with its caption. */
    public record Figure(String team, String flavor, String when, ShareBar bar) {}

    /** A form of hidden fields. */
    public record Apply(String action, int version, List<Field> fields) {
        static Apply of(String action, int version, Typed typed) {
            return new Apply(
                    action,
                    version,
                    typed.values().entrySet().stream()
                            .map(it -> new Field(it.getKey(), it.getValue(), null))
                            .toList());
        }
    }

    static EffectView wrong(List<FieldError> errors) {
        return new EffectView(List.of("Not ready to save yet."), List.of(), true, List.of(), List.of(), errors, null);
    }

    static EffectView unchanged() {
        return new EffectView(
                List.of("This is how it is now."), List.of(), true, List.of(), List.of(), List.of(), null);
    }

    static EffectView of(Effect effect, Apply apply) {
        EffectSentences sentences = new EffectSentences(effect);
        return new EffectView(
                sentences.shifts(),
                sentences.returns(),
                effect.returns().isEmpty(),
                sentences.starts(),
                figures(effect),
                List.of(),
                apply);
    }

    private static List<Figure> figures(Effect effect) {
        int scale = effect.shifts().stream()
                .flatMap(it -> Stream.of(it.before(), it.after()))
                .mapToInt(it -> it.own() + it.borrowed() + it.lent() + it.free())
                .max()
                .orElse(1);
        List<Figure> figures = new ArrayList<>();
        for (Effect.Shift shift : effect.shifts()) {
            figures.add(figure(shift.before(), "now", scale));
            figures.add(figure(shift.after(), "once saved", scale));
        }
        return figures;
    }

    private static Figure figure(TeamShare share, String when, int scale) {
        return new Figure(share.team(), share.flavor(), when, ShareBar.of(share.team(), List.of(share), scale));
    }
}
