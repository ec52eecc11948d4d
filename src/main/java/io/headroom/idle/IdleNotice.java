package io.headroom.idle;

import io.headroom.platform.When;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a holder reads of idle GPUs until they are used or gone.
 *
 * @param mark the same in two or three words
 * @param next when the next step comes, or null if there is none
 * @param mayBeKept whether a lead can still keep them
 */
public record IdleNotice(String headline, String sentence, String mark, When next, boolean mayBeKept, String grace) {
    static IdleNotice of(IdleWords words, Instant now) {
        IdleSpell spell = words.spell();
        int gpus = spell.devices().size();
        Optional<Instant> next =
                words.ladder().after(spell.step()).map(step -> words.ladder().due(spell, step));
        return new IdleNotice(
                gpus + " of " + words.lease().held() + (gpus == 1 ? " is idle" : " are idle"),
                sentence(words, now),
                gpus + " idle, " + spell.step().text(),
                When.of(next.orElse(null), now),
                spell.mayBeKept(),
                When.length(words.ladder().window()));
    }

    private static String sentence(IdleWords words, Instant now) {
        IdleSpell spell = words.spell();
        return switch (spell.step()) {
            case WARNED -> words.warned(now);
            case LENDABLE -> words.lendable(now);
            case KEPT -> words.kept(spell.keptBy(), spell.keptBecause());
            case SEEN, RELEASED -> "Idle since " + When.length(Duration.between(spell.since(), now)) + ".";
        };
    }
}
